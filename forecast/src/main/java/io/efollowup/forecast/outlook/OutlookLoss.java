package io.efollowup.forecast.outlook;

import io.efollowup.forecast.internal.Loss;

/**
 * Pinball loss of each quantile (rounded near zero), squared error of the mean, cross entropy of
 * each limit; what is not known of a case counts for nothing.
 */
final class OutlookLoss implements Loss {
  private static final float ROUNDED = 1 / Heads.SCALE_MGDL;
  private static final float SQUARED_SHARE = 0.15f;
  private static final float RISK_SHARE = 0.5f;

  @Override
  public void slope(float[] outputs, float[] target, float importance) {
    int known = 0;
    for (int step = 0; step < Heads.STEPS; step++) {
      known += Float.isNaN(target[step]) ? 0 : 1;
    }
    float share = importance / Math.max(1, known);
    for (int step = 0; step < Heads.STEPS; step++) {
      values(outputs, step, target[step], share, importance);
    }
    for (int risk = 0; risk < Heads.RISKS; risk++) {
      float passed = target[Heads.STEPS + risk];
      int at = Heads.FIRST_RISK + risk;
      outputs[at] =
          Float.isNaN(passed)
              ? 0
              : RISK_SHARE / Heads.RISKS * (OutlookNet.sigmoid(outputs[at]) - passed);
    }
  }

  private static void values(float[] outputs, int step, float came, float share, float importance) {
    boolean known = !Float.isNaN(came);
    for (int head = 0; head < Heads.LEVELS.length; head++) {
      int at = head * Heads.STEPS + step;
      float side = Math.clamp((outputs[at] - came) / ROUNDED, -1, 1);
      // From -level below to 1 - level above.
      float slope = (side + 1) / 2 - (float) Heads.LEVELS[head];
      outputs[at] = known ? share * slope : 0;
    }
    int mean = Heads.MEAN * Heads.STEPS + step;
    outputs[mean] = known ? 2 * SQUARED_SHARE * importance * share * (outputs[mean] - came) : 0;
  }
}
