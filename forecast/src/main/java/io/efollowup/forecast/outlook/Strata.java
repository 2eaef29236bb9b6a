package io.efollowup.forecast.outlook;

/**
 * What intervals are calibrated by: the region of the last value, whether it is night, and whether
 * the last twelve hours were restless.
 */
final class Strata {
  static final int COUNT = 12;
  static final int IN_REGION = 4;
  static final double LOW_MGDL = 70;
  static final double HIGH_MGDL = 180;

  /** From midnight to six. */
  private static final int NIGHT_ENDS_MINUTE = 6 * 60;

  private static final double RESTLESS_MGDL = 25;

  private Strata() {}

  static int of(Look look) {
    return region(look.mgdl()[0]) * IN_REGION
        + (isNight(look.minuteOfDay()) ? 2 : 0)
        + (LookFeatures.spread(look) > RESTLESS_MGDL ? 1 : 0);
  }

  /** 0 below 70 mg/dL, 1 from 70 to 180, 2 above. */
  static int region(double mgdl) {
    if (mgdl < LOW_MGDL) {
      return 0;
    }
    return mgdl > HIGH_MGDL ? 2 : 1;
  }

  static boolean isNight(int minuteOfDay) {
    return minuteOfDay < NIGHT_ENDS_MINUTE;
  }
}
