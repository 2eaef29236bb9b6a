package io.efollowup.forecast.outlook;

import io.efollowup.forecast.Basis;
import io.efollowup.forecast.NoPrognosis;
import io.efollowup.forecast.NoPrognosis.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a forecast looks back on: irregular readings brought to points five minutes apart, counted
 * back from the last reading. A point lies on the straight line between the readings around it,
 * both of which are known at the origin; nothing is drawn between the last reading and the origin,
 * nor across a pause longer than 45 minutes. A point that is not known has the value of the next
 * later one that is.
 *
 * @param mgdl {@link #POINTS} values, the last reading first
 * @param known which of them are
 * @param near how many of the first points have a reading close by, by count of points: at 6, 12,
 *     36 and all
 * @param cadenceMinutes as stated, else the usual pause
 * @param minuteOfDay local, of the last reading
 * @param side of the last reading: -1 below range, 1 above, else 0
 * @param beyondShare of the last three hours' readings, how many are out of range
 */
record Look(
    float[] mgdl,
    boolean[] known,
    double[] near,
    double cadenceMinutes,
    int minuteOfDay,
    int side,
    double beyondShare) {
  static final int POINTS = 144;
  static final int LAGS = 36;
  static final long OLDEST_SECONDS = 30 * 60L;

  private static final int[] NEAR = {6, 12, LAGS, POINTS};
  private static final int STEP_SECONDS = 300;
  private static final long REACH_SECONDS = (long) POINTS * STEP_SECONDS;
  private static final long LONGEST_LINE_SECONDS = 45 * 60L;
  private static final long HOUR_SECONDS = 3600;
  private static final int FEWEST = 3;
  private static final long SHORTEST_SECONDS = 25 * 60L;
  private static final double USUAL_CADENCE = 5;
  private static final double LONGEST_CADENCE = 15;
  private static final int CADENCE_FROM = 36;
  private static final long DAY_SECONDS = 86_400;

  /** Where the readings that are looked at begin, for a last reading at this second. */
  static long reach(long lastSecond) {
    return lastSecond - REACH_SECONDS;
  }

  /**
   * Looks back from the last of these readings, which are not before {@link #reach}.
   *
   * @param offsetSeconds of local time
   */
  static Look of(Readings readings, OptionalInt statedCadence, int offsetSeconds) {
    double cadence = statedCadence.isPresent() ? statedCadence.getAsInt() : cadence(readings);
    int last = readings.size() - 1;
    long end = readings.seconds()[last];
    float[] mgdl = new float[POINTS];
    boolean[] known = new boolean[POINTS];
    double[] near = new double[NEAR.length];
    double close = Math.max(3 * STEP_SECONDS, 60 * cadence) + 60;
    int later = last;
    for (int point = 0; point < POINTS; point++) {
      long second = end - (long) point * STEP_SECONDS;
      while (later > 0 && readings.seconds()[later - 1] >= second) {
        later--;
      }
      double pause = fill(readings, later, second, point, mgdl, known);
      for (int n = 0; n < near.length; n++) {
        near[n] += point < NEAR[n] && pause <= close ? 1.0 / NEAR[n] : 0;
      }
    }
    int minute = (int) (Math.floorMod(end + offsetSeconds, DAY_SECONDS) / 60);
    return new Look(
        mgdl, known, near, cadence, minute, readings.sides()[last], beyond(readings, end));
  }

  /** Fills a point and gives the pause that it lies in, in seconds. */
  private static double fill(
      Readings readings, int later, long second, int point, float[] mgdl, boolean[] known) {
    long[] seconds = readings.seconds();
    double[] values = readings.mgdl();
    if (seconds[later] == second) {
      mgdl[point] = (float) values[later];
      known[point] = true;
      return 0;
    }
    long pause = later == 0 ? Long.MAX_VALUE : seconds[later] - seconds[later - 1];
    if (later == 0 || second > seconds[later] || pause > LONGEST_LINE_SECONDS) {
      mgdl[point] = mgdl[point - 1];
      return pause;
    }
    double share = (double) (second - seconds[later - 1]) / pause;
    mgdl[point] = (float) (values[later - 1] + share * (values[later] - values[later - 1]));
    known[point] = true;
    return pause;
  }

  /** The middle pause among the last ones, in minutes. */
  static double cadence(Readings readings) {
    int count = Math.min(CADENCE_FROM, readings.size() - 1);
    if (count < 1) {
      return USUAL_CADENCE;
    }
    long[] pauses = new long[count];
    for (int i = 0; i < count; i++) {
      int later = readings.size() - 1 - i;
      pauses[i] = readings.seconds()[later] - readings.seconds()[later - 1];
    }
    Arrays.sort(pauses);
    return Math.clamp(pauses[count / 2] / 60.0, 1, LONGEST_CADENCE);
  }

  private static double beyond(Readings readings, long end) {
    int from = readings.firstNotBefore(end - (long) LAGS * STEP_SECONDS);
    int beyond = 0;
    for (int i = from; i < readings.size(); i++) {
      beyond += readings.sides()[i] == 0 ? 0 : 1;
    }
    return (double) beyond / (readings.size() - from);
  }

  /** Why these readings are too little to go on at this second, if they are. */
  static Optional<NoPrognosis> tooLittle(
      Readings readings, long originSecond, OptionalInt statedCadence) {
    if (readings.size() == 0) {
      return Optional.of(
          refused(
              Reason.NO_READING,
              "there is no reading in the last 12 hours",
              basis(readings, originSecond, statedCadence)));
    }
    long last = readings.seconds()[readings.size() - 1];
    int hour = readings.firstNotBefore(last - HOUR_SECONDS);
    int count = readings.size() - hour;
    long span = last - readings.seconds()[hour];
    if (originSecond - last > OLDEST_SECONDS) {
      return Optional.of(
          refused(
              Reason.TOO_OLD,
              "the last reading is %d minutes old; the oldest to forecast from is 30"
                  .formatted((originSecond - last + 59) / 60),
              basis(readings, originSecond, statedCadence)));
    }
    if (count < FEWEST) {
      return Optional.of(
          refused(
              Reason.TOO_FEW,
              "the hour before the last reading has %d reading(s); 3 are the fewest"
                  .formatted(count),
              basis(readings, originSecond, statedCadence)));
    }
    if (span < SHORTEST_SECONDS) {
      return Optional.of(
          refused(
              Reason.TOO_SHORT,
              "the readings of the last hour lie within %d minutes; 25 are the least"
                  .formatted(span / 60),
              basis(readings, originSecond, statedCadence)));
    }
    return Optional.empty();
  }

  private static NoPrognosis refused(Reason reason, String why, Basis basis) {
    return new NoPrognosis(reason, "too little to go on: " + why, basis);
  }

  /** Whether these readings are enough at the moment of the last. */
  static boolean isEnough(Readings readings) {
    int last = readings.size() - 1;
    if (last < FEWEST - 1) {
      return false;
    }
    int hour = readings.firstNotBefore(readings.seconds()[last] - HOUR_SECONDS);
    return last - hour + 1 >= FEWEST
        && readings.seconds()[last] - readings.seconds()[hour] >= SHORTEST_SECONDS;
  }

  /** What these readings amount to. */
  static Basis basis(Readings readings, long originSecond, OptionalInt statedCadence) {
    if (readings.size() == 0) {
      return new Basis(0, 0, Duration.ZERO, Optional.empty());
    }
    double cadence = statedCadence.isPresent() ? statedCadence.getAsInt() : cadence(readings);
    long allowed = Math.round(120 * cadence) + 60;
    int gaps = 0;
    long longest = 0;
    for (int i = 1; i < readings.size(); i++) {
      long pause = readings.seconds()[i] - readings.seconds()[i - 1];
      if (pause > allowed) {
        gaps++;
        longest = Math.max(longest, pause);
      }
    }
    long age = originSecond - readings.seconds()[readings.size() - 1];
    return new Basis(
        readings.size(), gaps, Duration.ofSeconds(longest), Optional.of(Duration.ofSeconds(age)));
  }
}
