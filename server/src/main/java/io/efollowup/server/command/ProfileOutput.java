package io.efollowup.server.command;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.metrics.PercentileProfile;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Writes percentiles by time of day as CSV; on stderr, who has none and why. */
record ProfileOutput(PrintWriter out, PrintWriter err) {
  /**
   * One subject's percentiles.
   *
   * @param unavailable why there are none
   */
  record Subject(String id, PercentileProfile profile, Optional<String> unavailable) {
    static Subject of(String id, GlucoseTrace trace, ZoneId zone) {
      PercentileProfile profile = PercentileProfile.of(trace, zone);
      return new Subject(
          id,
          profile,
          profile.rows().isEmpty() ? PercentileProfile.unavailable(trace, zone) : Optional.empty());
    }
  }

  void print(List<Subject> subjects) {
    out.println("subject,sec_of_day,n,p05,p25,p50,p75,p95");
    for (Subject subject : subjects) {
      subject
          .unavailable()
          .ifPresent(
              why -> err.println("efollowup: no percentiles for " + subject.id() + ": " + why));
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
