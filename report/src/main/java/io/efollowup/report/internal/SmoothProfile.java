package io.efollowup.report.internal;

import io.efollowup.glucose.metrics.PercentileProfile;
import io.efollowup.glucose.metrics.PercentileProfile.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A percentile profile for the eye: each percentile averaged over the half hour around its time of
 * day, since the steps of single readings mean nothing. Figures are never taken from it.
 */
final class SmoothProfile {
  private static final int HALF_WINDOW_SECONDS = 15 * 60;

  private SmoothProfile() {}

  static List<Row> of(PercentileProfile profile) {
    List<Row> rows = profile.rows();
    List<Row> smooth = new ArrayList<>(rows.size());
    int from = 0;
    int to = 0;
    for (Row row : rows) {
      while (rows.get(from).secondOfDay() < row.secondOfDay() - HALF_WINDOW_SECONDS) {
        from++;
      }
      while (to < rows.size()
          && rows.get(to).secondOfDay() <= row.secondOfDay() + HALF_WINDOW_SECONDS) {
        to++;
      }
      smooth.add(mean(row, rows.subList(from, to)));
    }
    return smooth;
  }

  private static Row mean(Row at, List<Row> window) {
    return new Row(
        at.secondOfDay(),
        at.n(),
        mean(window, Row::p05),
        mean(window, Row::p25),
        mean(window, Row::p50),
        mean(window, Row::p75),
        mean(window, Row::p95));
  }

  private static double mean(List<Row> window, ToDoubleFunction<Row> percentile) {
    double sum = 0;
    for (Row row : window) {
      sum += percentile.applyAsDouble(row);
    }
    return sum / window.size();
  }
}
