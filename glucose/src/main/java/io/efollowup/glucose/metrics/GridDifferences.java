package io.efollowup.glucose.metrics;

import java.util.function.DoubleUnaryOperator;

/**
 * Metrics of the change between points of the grid a fixed time apart. Pairs with a missing point
 * do not count, nor do pairs that a daylight-saving change pushes apart.
 */
final class GridDifferences {
  private static final int RATE_MINUTES = 15;

  private GridDifferences() {}

  /**
   * Continuous overall net glycaemic action over {@code hours} (McDonnell et al., 2005). As in iglu
   * every hour is the nearest whole number of steps; where that is more than a tenth off, the hours
   * together are. NaN where these are too.
   */
  static double conga(DayGrid grid, int hours) {
    int interval = grid.intervalMinutes();
    int hourByHour = hours * (int) Math.rint(60.0 / interval);
    int together = (int) Math.rint(60.0 * hours / interval);
    if (isNear(hourByHour * interval, hours)) {
      return deviation(grid, hourByHour, 1);
    }
    return isNear(together * interval, hours) ? deviation(grid, together, 1) : Double.NaN;
  }

  private static boolean isNear(int minutes, int hours) {
    return 10 * Math.abs(minutes - 60 * hours) <= 60 * hours;
  }

  /**
   * Standard deviation of the rate of change over 15 minutes, or the whole number of steps nearest
   * to it, in mg/dL per minute.
   */
  static double deviationOfRate(DayGrid grid) {
    int steps = (int) Math.rint((double) RATE_MINUTES / grid.intervalMinutes());
    return steps < 1 ? Double.NaN : deviation(grid, steps, steps * grid.intervalMinutes());
  }

  /** Mean absolute glucose change, mg/dL per hour (Hermanides et al., 2010). */
  static double mag(DayGrid grid) {
    return mean(grid, Math::abs) * 60 / grid.intervalMinutes();
  }

  /** Glycaemic variability percentage: how much longer the curve is than a flat one. */
  static double gvp(DayGrid grid) {
    double step = grid.intervalMinutes();
    return 100 * (mean(grid, d -> Math.sqrt(step * step + d * d)) / step - 1);
  }

  private static double mean(DayGrid grid, DoubleUnaryOperator of) {
    double sum = 0;
    int n = 0;
    for (int i = 1; i < grid.size(); i++) {
      double difference = difference(grid, i, 1);
      if (!Double.isNaN(difference)) {
        sum += of.applyAsDouble(difference);
        n++;
      }
    }
    return sum / n;
  }

  private static double deviation(DayGrid grid, int steps, double divisor) {
    double[] differences = new double[Math.max(0, grid.size() - steps)];
    int n = 0;
    for (int i = steps; i < grid.size(); i++) {
      double difference = difference(grid, i, steps);
      if (!Double.isNaN(difference)) {
        differences[n++] = difference / divisor;
      }
    }
    double mean = Statistics.mean(differences, n);
    return Statistics.standardDeviation(differences, n, mean);
  }

  private static double difference(DayGrid grid, int i, int steps) {
    return grid.isSteadyBack(i, steps) ? grid.value(i) - grid.value(i - steps) : Double.NaN;
  }
}
