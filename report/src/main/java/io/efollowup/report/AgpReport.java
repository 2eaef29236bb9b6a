package io.efollowup.report;

import io.efollowup.insight.AgpAnalysis;
import io.efollowup.report.internal.AgpDocument;
import io.efollowup.report.internal.FontSet;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The ambulatory glucose profile report as PDF: one page. Any number of threads may write at once.
 */
public final class AgpReport {
  private AgpReport() {}

  /**
   * Writes the report with the fonts of this system. The stream stays open.
   *
   * @throws MissingFontException if the language has no font here; its message says what to install
   */
  public static void write(AgpAnalysis analysis, ReportOptions options, OutputStream out)
      throws IOException {
    FontSource source = FontSource.system();
    FontSet fonts = source.take(options.language());
    AgpDocument.write(analysis, options, fonts, out);
    source.giveBack(options.language(), fonts);
  }
}
