package io.efollowup.glucose.metrics;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;

/** What stands at each point of the grid, from the readings around it. */
final class GridValues {
  private GridValues() {}

  /** Linear interpolation between readings with a number; NaN outside them and inside gaps. */
  static double[] interpolate(GlucoseTrace trace, long[] seconds) {
    double[] values = new double[seconds.length];
    int left = -1;
    int right = nextMeasured(trace, 0);
    for (int i = 0; i < values.length; i++) {
      while (right < trace.size() && trace.epochSecond(right) < seconds[i]) {
        left = right;
        right = nextMeasured(trace, right + 1);
      }
      values[i] = isSkipped(seconds, i) ? Double.NaN : valueAt(trace, left, right, seconds[i]);
    }
    return values;
  }

  /**
   * By what each point is judged for episodes: its value; but beside an out-of-range reading, which
   * no line can be drawn to, what the nearest reading says, minus and plus infinity for LOW and
   * HIGH. The values themselves where no reading is out of range.
   */
  static double[] judged(GlucoseTrace trace, long[] seconds, double[] values) {
    double[] judged = values;
    for (int i = 0; i < trace.size(); i++) {
      if (!trace.isMeasured(i)) {
        judged = judged == values ? values.clone() : judged;
        judgeBetween(trace, i - 1, i, seconds, judged);
        judgeBetween(trace, i, i + 1, seconds, judged);
      }
    }
    return judged;
  }

  /** Whether the clock skipped this point's time of day: it stands where the next one does. */
  static boolean isSkipped(long[] seconds, int point) {
    return point + 1 < seconds.length && seconds[point] == seconds[point + 1];
  }

  /** Index of the first of these ascending seconds at or after one; their number for none. */
  static int firstNotBefore(long[] seconds, long second) {
    int low = 0;
    int high = seconds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (seconds[middle] < second) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int nextMeasured(GlucoseTrace trace, int from) {
    int i = from;
    while (i < trace.size() && !trace.isMeasured(i)) {
      i++;
    }
    return i;
  }

  private static double valueAt(GlucoseTrace trace, int left, int right, long second) {
    if (right == trace.size()) {
      return Double.NaN;
    }
    long after = trace.epochSecond(right);
    if (after == second) {
      return trace.mgdl(right);
    }
    if (left < 0) {
      return Double.NaN;
    }
    long before = trace.epochSecond(left);
    if (after - before > DayGrid.MAX_GAP_SECONDS) {
      return Double.NaN;
    }
    double from = trace.mgdl(left);
    return from + (trace.mgdl(right) - from) * (second - before) / (after - before);
  }

  /** Judges the points from one reading to the next, of which at least one has no number. */
  private static void judgeBetween(
      GlucoseTrace trace, int left, int right, long[] seconds, double[] judged) {
    long from = trace.epochSecond(Math.max(left, 0));
    long to = trace.epochSecond(Math.min(right, trace.size() - 1));
    boolean gap = to - from > DayGrid.MAX_GAP_SECONDS;
    for (int i = firstNotBefore(seconds, from); i < seconds.length && seconds[i] <= to; i++) {
      boolean inside = seconds[i] != from && seconds[i] != to;
      if (!(gap && inside) && !isSkipped(seconds, i)) {
        boolean leftIsNearer =
            left >= 0 && (right == trace.size() || isNearer(trace, left, right, seconds[i]));
        judged[i] = height(trace, leftIsNearer ? left : right);
      }
    }
  }

  /** Whether the earlier of two readings is nearer; of two equally near ones, one with a number. */
  private static boolean isNearer(GlucoseTrace trace, int left, int right, long second) {
    long fromLeft = second - trace.epochSecond(left);
    long toRight = trace.epochSecond(right) - second;
    return fromLeft < toRight || (fromLeft == toRight && trace.isMeasured(left));
  }

  /** A reading as it compares with others: LOW is below all numbers, HIGH above. */
  static double height(GlucoseTrace trace, int reading) {
    if (trace.isMeasured(reading)) {
      return trace.mgdl(reading);
    }
    return trace.value(reading) == GlucoseValue.OutOfRange.LOW
        ? Double.NEGATIVE_INFINITY
        : Double.POSITIVE_INFINITY;
  }
}
