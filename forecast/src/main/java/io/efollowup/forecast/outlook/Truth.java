package io.efollowup.forecast.outlook;

import java.util.Arrays;

/**
 * What came after a reading: the value at each step and whether each limit was passed, both only as
 * far as readings tell. A value between two readings is measured by only where they are at most
 * eleven minutes apart, and learnt from where they are at most sixteen: else a net would learn the
 * steps between readings of 15 minutes from other people alone. A limit was not passed where no
 * reading passed it and no pause was longer than 16 minutes.
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
    int later = readings.firstNotBefore(second);
    if (later < readings.size() && readings.seconds()[later] == second) {
      return (float) readings.mgdl()[later];
    }
    boolean between = later > 0 && later < readings.size();
    if (between && readings.seconds()[later] - readings.seconds()[later - 1] <= longestLine) {
      long pause = readings.seconds()[later] - readings.seconds()[later - 1];
      double share = (double) (second - readings.seconds()[later - 1]) / pause;
      double before = readings.mgdl()[later - 1];
      return (float) (before + share * (readings.mgdl()[later] - before));
    }
    if (later < readings.size() && readings.seconds()[later] - second <= SAME_SECONDS) {
      return (float) readings.mgdl()[later];
    }
    if (later > 0 && second - readings.seconds()[later - 1] <= SAME_SECONDS) {
      return (float) readings.mgdl()[later - 1];
    }
    return Float.NaN;
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
      long second = from + 60L * Heads.STEP_MINUTES * (step + 1);
      truth[step] = at(readings, second, LEARNT_SECONDS);
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

  /** Whether anything of it is known. */
  static boolean isKnown(float[] truth) {
    for (float one : Arrays.copyOf(truth, Heads.STEPS)) {
      if (!Float.isNaN(one)) {
        return true;
      }
    }
    return false;
  }
}
