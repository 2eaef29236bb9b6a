package io.efollowup.forecast.outlook;

import java.util.stream.IntStream;

/**
 * What came after a reading: the value at each step and whether each limit was passed, both only as
 * far as readings tell. A value between two readings is measured by only where they are at most
 * eleven minutes apart, and learnt from where they are at most sixteen: else a net would learn the
 * steps between readings of 15 minutes from other people alone. A reading out of range tells that a
 * limit was passed, but no value: neither it nor a line that ends at it is taken for one. A limit
 * was not passed where no reading passed it and no pause was longer than 16 minutes.
 */
final class Truth {
  /** Values, then limits: 1 passed, 0 not, NaN not known. */
  static final int SIZE = Heads.STEPS + Heads.RISKS;

  /** Between readings so close a value is as good as read. */
  private static final long CLOSE_SECONDS = 11 * 60L;

  /** Between readings so close a value may be learnt from. */
  private static final long LEARNT_SECONDS = 16 * 60L;

  private static final long SAME_SECONDS = 90;
  private static final long PAUSE_SECONDS = 16 * 60L;

  private Truth() {}

  /** The value at a second, or NaN. */
  static float at(Readings readings, long second) {
    return at(readings, second, CLOSE_SECONDS);
  }

  private static float at(Readings readings, long second, long longestLine) {
    Line line = line(readings, second, longestLine);
    return line.isMeasured(readings) ? line.at(readings, second) : Float.NaN;
  }

  /**
   * Which readings tell the value at a second: two, or twice the same one.
   *
   * @param before index of the earlier, or -1 where none tells
   */
  private record Line(int before, int after) {
    private static final Line NONE = new Line(-1, -1);

    boolean isThere() {
      return before >= 0;
    }

    /** Whether both ends are values: a bound, or a line from one, is none. */
    boolean isMeasured(Readings readings) {
      return isThere() && readings.sides()[before] == 0 && readings.sides()[after] == 0;
    }

    float at(Readings readings, long second) {
      double from = readings.mgdl()[before];
      if (before == after) {
        return (float) from;
      }
      long pause = readings.seconds()[after] - readings.seconds()[before];
      double share = (double) (second - readings.seconds()[before]) / pause;
      return (float) (from + share * (readings.mgdl()[after] - from));
    }
  }

  private static Line line(Readings readings, long second, long longestLine) {
    long[] seconds = readings.seconds();
    int later = readings.firstNotBefore(second);
    if (later < seconds.length && seconds[later] == second) {
      return new Line(later, later);
    }
    boolean between = later > 0 && later < seconds.length;
    if (between && seconds[later] - seconds[later - 1] <= longestLine) {
      return new Line(later - 1, later);
    }
    if (later < seconds.length && seconds[later] - second <= SAME_SECONDS) {
      return new Line(later, later);
    }
    if (later > 0 && second - seconds[later - 1] <= SAME_SECONDS) {
      return new Line(later - 1, later - 1);
    }
    return Line.NONE;
  }

  /** Whether a limit was passed after one second and until another: 1, 0 or NaN for not known. */
  static float passed(Readings readings, int limit, long after, long until) {
    long before = after;
    float passed = 0;
    int i = readings.firstNotBefore(after + 1);
    for (; i < readings.size() && readings.seconds()[i] <= until + SAME_SECONDS; i++) {
      boolean beyond =
          Heads.LIMITS[limit].isPassedBy(readings.mgdl()[i])
              || readings.sides()[i]
                  == (Heads.LIMITS[limit].isLow() ? Readings.BELOW : Readings.ABOVE);
      if (beyond) {
        return 1;
      }
      passed = readings.seconds()[i] - before > PAUSE_SECONDS ? Float.NaN : passed;
      before = readings.seconds()[i];
    }
    return until - before >= PAUSE_SECONDS ? Float.NaN : passed;
  }

  /** What came after reading {@code last}: values in mg/dL, then limits. */
  static float[] after(Readings readings, int last) {
    float[] truth = new float[SIZE];
    long from = readings.seconds()[last];
    for (int step = 0; step < Heads.STEPS; step++) {
      truth[step] = at(readings, second(readings, last, step), LEARNT_SECONDS);
    }
    for (int limit = 0; limit < Heads.LIMITS.length; limit++) {
      for (int knot = 0; knot < Heads.RISK_MINUTES.length; knot++) {
        truth[Heads.STEPS + Heads.risk(limit, knot)] =
            passed(readings, limit, from, from + 60L * Heads.RISK_MINUTES[knot]);
      }
    }
    return truth;
  }

  /** The same as targets of the net: changes from the last value in its unit, then limits. */
  static float[] targets(float[] truth, float lastMgdl) {
    float[] targets = truth.clone();
    for (int step = 0; step < Heads.STEPS; step++) {
      targets[step] = (truth[step] - lastMgdl) / Heads.SCALE_MGDL;
    }
    return targets;
  }

  /**
   * Whether readings tell anything of the steps after reading {@code last}: those out of range do,
   * of limits if not of values.
   */
  static boolean isKnown(Readings readings, int last) {
    return IntStream.range(0, Heads.STEPS)
        .anyMatch(step -> line(readings, second(readings, last, step), LEARNT_SECONDS).isThere());
  }

  private static long second(Readings readings, int last, int step) {
    return readings.seconds()[last] + 60L * Heads.STEP_MINUTES * (step + 1);
  }
}
