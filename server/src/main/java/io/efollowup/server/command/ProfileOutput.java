package io.efollowup.server.command;

import io.efollowup.glucose.metrics.PercentileProfile;
import java.io.PrintWriter;
import java.util.List;

/** Writes percentiles by time of day as CSV. */
final class ProfileOutput {
  private ProfileOutput() {}

  /** One subject's percentiles. */
  record Subject(String id, PercentileProfile profile) {}

  static void print(List<Subject> subjects, PrintWriter out) {
    out.println("subject,sec_of_day,n,p05,p25,p50,p75,p95");
    for (Subject subject : subjects) {
      String id = CsvText.field(subject.id());
      for (PercentileProfile.Row row : subject.profile().rows()) {
        out.println(line(id, row));
      }
    }
  }

  private static String line(String id, PercentileProfile.Row row) {
    StringBuilder line =
        new StringBuilder(id).append(',').append(row.secondOfDay()).append(',').append(row.n());
    for (double percentile : new double[] {row.p05(), row.p25(), row.p50(), row.p75(), row.p95()}) {
      line.append(',').append(CsvText.number(percentile));
    }
    return line.toString();
  }
}
