package io.efollowup.forecast;

import java.util.Arrays;

/**
 * AR2 as Nightscout draws it (cgm-remote-monitor, {@code lib/plugins/ar2.js}): a second-order
 * autoregression of ln(glucose / 140 mg/dL) with published coefficients, rounded to whole mg/dL and
 * kept between 36 and 400. Nightscout draws nothing from values below 36; here the last value
 * stays.
 */
final class NightscoutAr2 implements ForecastModel {
  private static final double CENTRE_MGDL = 140;
  private static final double LOWEST_MGDL = 36;
  private static final double HIGHEST_MGDL = 400;
  private static final double OF_CURRENT = 1.716;
  private static final double OF_PREVIOUS = -0.723;

  @Override
  public String name() {
    return "ar2";
  }

  @Override
  public int lags(int suiteLags) {
    return 2;
  }

  @Override
  public Forecaster train(TrainingData data, int lags, long seed) {
    return (wearer, history) -> forecast(history.back(1), history.back(0));
  }

  private static double[] forecast(double previousMgdl, double currentMgdl) {
    double[] mgdl = new double[Forecaster.STEPS];
    if (Math.min(previousMgdl, currentMgdl) < LOWEST_MGDL) {
      Arrays.fill(mgdl, currentMgdl);
      return mgdl;
    }
    double previous = Math.log(previousMgdl / CENTRE_MGDL);
    double current = Math.log(currentMgdl / CENTRE_MGDL);
    for (int step = 0; step < mgdl.length; step++) {
      double next = OF_PREVIOUS * previous + OF_CURRENT * current;
      previous = current;
      current = next;
      mgdl[step] =
          Math.clamp(
              (double) Math.round(CENTRE_MGDL * Math.exp(current)), LOWEST_MGDL, HIGHEST_MGDL);
    }
    return mgdl;
  }
}
