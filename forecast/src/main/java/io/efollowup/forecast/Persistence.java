package io.efollowup.forecast;

import java.util.Arrays;

/** The last value stays. */
final class Persistence implements ForecastModel {
  @Override
  public String name() {
    return "persistence";
  }

  @Override
  public int lags(int suiteLags) {
    return 1;
  }

  @Override
  public Forecaster train(TrainingData data, int lags, long seed) {
    return (wearer, history) -> {
      double[] mgdl = new double[Forecaster.STEPS];
      Arrays.fill(mgdl, history.last());
      return mgdl;
    };
  }
}
