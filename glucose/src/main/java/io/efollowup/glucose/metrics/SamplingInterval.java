package io.efollowup.glucose.metrics;

import io.efollowup.glucose.GlucoseTrace;
import java.util.Arrays;

/** A trace's usual interval between readings: the median of its consecutive differences. */
public final class SamplingInterval {
  private SamplingInterval() {}

  /**
   * The median difference in whole minutes, at least one.
   *
   * @throws IllegalArgumentException for fewer than two readings
   */
  public static int minutes(GlucoseTrace trace) {
    if (trace.size() < 2) {
      throw new IllegalArgumentException("an interval needs at least two readings");
    }
    double[] differences = new double[trace.size() - 1];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = (trace.epochSecond(i + 1) - trace.epochSecond(i)) / 60.0;
    }
    Arrays.sort(differences);
    double median = Statistics.quantile(differences, differences.length, 0.5);
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.rint(median)));
  }

  /**
   * Whether readings usually follow each other without a gap of more than 45 minutes, so that a
   * curve can be drawn through them.
   */
  static boolean makesACurve(GlucoseTrace trace) {
    return trace.size() > 1 && 60L * minutes(trace) <= DayGrid.MAX_GAP_SECONDS;
  }

  /** The same, made to divide a day: over 20 becomes 20, else the nearest multiple of five. */
  static int dividingDay(GlucoseTrace trace) {
    int minutes = minutes(trace);
    if (1440 % minutes == 0) {
      return minutes;
    }
    return minutes > 20 ? 20 : (int) Math.rint(minutes / 5.0) * 5;
  }
}
