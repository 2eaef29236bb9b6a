package io.efollowup.forecast.outlook;

import io.efollowup.forecast.WearerProfile.MeasuringRange;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Readings in order of time as numbers: an out-of-range reading is the bound it stands for, and
 * marked.
 *
 * @param seconds ascending
 * @param mgdl values or bounds
 * @param sides 0 for a number, -1 below range, 1 above
 */
record Readings(long[] seconds, double[] mgdl, byte[] sides) {
  static final byte BELOW = -1;
  static final byte ABOVE = 1;

  /** The readings of a trace from index {@code from} to before {@code to}. */
  static Readings of(GlucoseTrace trace, int from, int to, MeasuringRange range) {
    Readings readings = sized(to - from);
    for (int i = from; i < to; i++) {
      int at = i - from;
      readings.seconds[at] = trace.epochSecond(i);
      readings.mgdl[at] = trace.mgdl(i);
      if (!trace.isMeasured(i)) {
        boolean low = trace.value(i) == GlucoseValue.OutOfRange.LOW;
        readings.sides[at] = low ? BELOW : ABOVE;
        readings.mgdl[at] = low ? range.lowestMgdl() : range.highestMgdl();
      }
    }
    return readings;
  }

  /** Readings of points: second, value, side. */
  static Readings of(List<double[]> points) {
    Readings readings = sized(points.size());
    for (int i = 0; i < points.size(); i++) {
      readings.seconds[i] = (long) points.get(i)[0];
      readings.mgdl[i] = points.get(i)[1];
      readings.sides[i] = (byte) points.get(i)[2];
    }
    return readings;
  }

  private static Readings sized(int size) {
    return new Readings(new long[size], new double[size], new byte[size]);
  }

  int size() {
    return seconds.length;
  }

  /** Index of the first reading at or after a second. */
  int firstNotBefore(long second) {
    int found = Arrays.binarySearch(seconds, second);
    return found >= 0 ? found : -found - 1;
  }

  /** Those readings from {@code from} to before {@code to} that are kept. */
  Readings kept(int from, int to, IntPredicate keep) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += keep.test(i) ? 1 : 0;
    }
    Readings kept = sized(count);
    int at = 0;
    for (int i = from; i < to; i++) {
      if (keep.test(i)) {
        kept.seconds[at] = seconds[i];
        kept.mgdl[at] = mgdl[i];
        kept.sides[at++] = sides[i];
      }
    }
    return kept;
  }
}
