package io.efollowup.glucose.metrics;

import io.efollowup.glucose.GlucoseTrace;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Percentiles of glucose by time of day, as if all days were one: the ambulatory glucose profile.
 * Unsmoothed, over the {@link DayGrid}, quantiles of R's type 7.
 *
 * @param intervalMinutes minutes between rows where nothing is missing; 0 for an empty profile
 * @param rows ascending by time of day; a time without any value has no row
 */
public record PercentileProfile(int intervalMinutes, List<Row> rows) {
  public PercentileProfile {
    rows = List.copyOf(rows);
  }

  /**
   * Percentiles at one time of day, in mg/dL.
   *
   * @param secondOfDay wall-clock seconds since midnight; 86,400 is the midnight that ends the day
   * @param n days with a value at this time
   */
  public record Row(
      int secondOfDay, int n, double p05, double p25, double p50, double p75, double p95) {}

  /** The profile of a trace; without rows when the trace has no grid. */
  public static PercentileProfile of(GlucoseTrace trace, ZoneId zone) {
    Optional<DayGrid> grid = DayGrid.of(trace, zone);
    return grid.isPresent() ? of(grid.get()) : new PercentileProfile(0, List.of());
  }

  /**
   * Why a trace has no profile.
   *
   * @return a sentence; empty where it has one
   */
  public static Optional<String> unavailable(GlucoseTrace trace, ZoneId zone) {
    if (!of(trace, zone).rows().isEmpty()) {
      return Optional.empty();
    }
    MetricValue none =
        Formula.grid(Formula.NEIGHBOURS, grid -> Double.NaN).of(new TraceFigures(trace, zone));
    return none instanceof MetricValue.Unavailable(String reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  /** The profile of a grid. */
  public static PercentileProfile of(DayGrid grid) {
    List<Row> rows = new ArrayList<>(grid.columns());
    double[] column = new double[grid.days()];
    for (int c = 0; c < grid.columns(); c++) {
      int n = 0;
      for (int day = 0; day < grid.days(); day++) {
        double value = grid.value(day, c);
        if (!Double.isNaN(value)) {
          column[n++] = value;
        }
      }
      if (n > 0) {
        rows.add(row(grid.secondOfDay(c), column, n));
      }
    }
    return new PercentileProfile(grid.intervalMinutes(), rows);
  }

  private static Row row(int secondOfDay, double[] values, int n) {
    Arrays.sort(values, 0, n);
    return new Row(
        secondOfDay,
        n,
        Statistics.quantile(values, n, 0.05),
        Statistics.quantile(values, n, 0.25),
        Statistics.quantile(values, n, 0.50),
        Statistics.quantile(values, n, 0.75),
        Statistics.quantile(values, n, 0.95));
  }
}
