package io.efollowup.forecast.outlook;

import io.efollowup.forecast.GlucoseRisk;

/**
 * How the outputs of the net are laid out: seven quantiles and the mean at each step after the last
 * reading, then the logit of each limit being passed within each number of minutes after it.
 */
final class Heads {
  /** Steps of five minutes after the last reading: two hours and the oldest reading's age. */
  static final int STEPS = 30;

  static final int STEP_MINUTES = 5;
  static final double[] LEVELS = {0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975};
  static final int MEDIAN = 3;
  static final int MEAN = LEVELS.length;

  /** Minutes after the last reading that risks are learnt for; between them lies a line. */
  static final int[] RISK_MINUTES = {15, 30, 45, 60, 90, 120, 150};

  static final GlucoseRisk.Limit[] LIMITS = GlucoseRisk.Limit.values();
  static final int RISKS = LIMITS.length * RISK_MINUTES.length;
  static final int FIRST_RISK = (LEVELS.length + 1) * STEPS;
  static final int OUTPUTS = FIRST_RISK + RISKS;

  /** Changes of glucose are learnt in this unit. */
  static final float SCALE_MGDL = 50;

  private Heads() {}

  static int risk(int limit, int knot) {
    return limit * RISK_MINUTES.length + knot;
  }
}
