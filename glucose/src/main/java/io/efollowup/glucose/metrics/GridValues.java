package io.efollowup.glucose.metrics;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;

/** What stands at each point of the grid, from the readings around it. */
final class GridValues {
  static final byte LOW = 1;
  static final byte HIGH = 2;

  private static final long MAX_GAP_SECONDS = 45 * 60;

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
      boolean skippedByClock = i + 1 < values.length && seconds[i] == seconds[i + 1];
      values[i] = skippedByClock ? Double.NaN : valueAt(trace, left, right, seconds[i]);
    }
    return values;
  }

  /**
   * The points whose nearest reading was out of range: {@link #LOW} and {@link #HIGH} among zeros;
   * empty where no reading was.
   */
  static byte[] marks(GlucoseTrace trace, long[] seconds) {
    byte[] marks = new byte[0];
    for (int i = 0; i < trace.size(); i++) {
      if (!trace.isMeasured(i)) {
        marks = marks.length == 0 ? new byte[seconds.length] : marks;
        mark(trace, i, seconds, marks);
      }
    }
    return marks;
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
    if (after - before > MAX_GAP_SECONDS) {
      return Double.NaN;
    }
    double from = trace.mgdl(left);
    return from + (trace.mgdl(right) - from) * (second - before) / (after - before);
  }

  private static void mark(GlucoseTrace trace, int reading, long[] seconds, byte[] marks) {
    byte mark = trace.value(reading) == GlucoseValue.OutOfRange.LOW ? LOW : HIGH;
    long at = trace.epochSecond(reading);
    int first = firstNotBefore(seconds, at);
    for (int i = first;
        i < seconds.length && isNearer(trace, reading, reading + 1, seconds[i]);
        i++) {
      marks[i] = mark;
    }
    for (int i = first - 1; i >= 0 && isNearer(trace, reading, reading - 1, seconds[i]); i--) {
      marks[i] = mark;
    }
  }

  /**
   * Whether a point between two readings belongs to the first of them: it is nearer, or equally
   * near to another out-of-range reading, and the two are no gap apart.
   */
  private static boolean isNearer(GlucoseTrace trace, int reading, int other, long second) {
    long distance = Math.abs(second - trace.epochSecond(reading));
    if (distance == 0) {
      return true;
    }
    if (other < 0 || other >= trace.size()) {
      return false;
    }
    long apart = Math.abs(trace.epochSecond(other) - trace.epochSecond(reading));
    boolean nearer = trace.isMeasured(other) ? 2 * distance < apart : 2 * distance <= apart;
    return apart <= MAX_GAP_SECONDS && nearer;
  }
}
