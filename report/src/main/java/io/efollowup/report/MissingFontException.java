package io.efollowup.report;

/** No font for the language of the report is installed; the message says what to install. */
public final class MissingFontException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingFontException() {
    super(
        "No TrueType font with Chinese characters was found. Install one, for example on Debian or"
            + " Ubuntu: apt-get install fonts-wqy-microhei (fonts with PostScript outlines, such as"
            + " fonts-noto-cjk, cannot be embedded).");
  }
}
