package io.efollowup.report;

import io.efollowup.insight.NinetyDayAnalysis;
import io.efollowup.report.internal.FontSet;
import io.efollowup.report.internal.NinetyDayDocument;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The report of ninety days of a programme on glycated haemoglobin as PDF: two pages. Any number of
 * threads may write at once.
 */
public final class NinetyDayReport {
  private NinetyDayReport() {}

  /**
   * Writes the report with the fonts of this system. The stream stays open.
   *
   * @throws MissingFontException if the language has no font here; its message says what to install
   */
  public static void write(NinetyDayAnalysis analysis, ReportOptions options, OutputStream out)
      throws IOException {
    FontSource source = FontSource.system();
    FontSet fonts = source.take(options.language());
    NinetyDayDocument.write(analysis, options, fonts, out);
    source.giveBack(options.language(), fonts);
  }
}
