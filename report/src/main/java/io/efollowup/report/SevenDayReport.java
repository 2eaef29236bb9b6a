package io.efollowup.report;

import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.report.internal.FontSet;
import io.efollowup.report.internal.SevenDayDocument;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The seven-day glucose report as PDF: a summary with what to talk about, daily curves, nights,
 * lows and highs, risk, and what followed meals, exercise and medicines. Vector charts, embedded
 * fonts, text that can be searched. Any number of threads may write at once.
 */
public final class SevenDayReport {
  private SevenDayReport() {}

  /**
   * Writes the report with the fonts of this system. The stream stays open.
   *
   * @throws MissingFontException if the language has no font here; its message says what to install
   */
  public static void write(SevenDayAnalysis analysis, ReportOptions options, OutputStream out)
      throws IOException {
    write(analysis, options, FontSource.system(), out);
  }

  /**
   * Writes the report with these fonts. The stream stays open.
   *
   * @throws MissingFontException if the language has no font there; its message says what to
   *     install
   */
  public static void write(
      SevenDayAnalysis analysis, ReportOptions options, FontSource source, OutputStream out)
      throws IOException {
    FontSet fonts = source.take(options.language());
    SevenDayDocument.write(analysis, options, fonts, out);
    source.giveBack(options.language(), fonts);
  }
}
