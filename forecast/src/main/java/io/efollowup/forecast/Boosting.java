package io.efollowup.forecast;

import io.efollowup.forecast.internal.BoostedTrees;
import io.efollowup.forecast.internal.Window;
import java.util.List;

/**
 * Gradient boosted regression trees for the median of the change at each step, from the inputs of
 * the nets and at most 40,000 windows. One configuration for every data set.
 */
final class Boosting implements ForecastModel {
  private static final int MOST_WINDOWS = 40_000;
  private static final float ROUNDED_MGDL = 1;

  @Override
  public String name() {
    return "boosting";
  }

  @Override
  public int lags(int suiteLags) {
    return Features.LAGS;
  }

  @Override
  public Forecaster train(TrainingData data, int lags, long seed) {
    Features features = new Features(TraitInputs.of(data.parts()), true, false);
    List<Window> windows = Window.sample(Window.all(data.parts(), lags, 1), MOST_WINDOWS, seed);
    NetCases cases = NetCases.of(features, windows, seed);
    BoostedTrees trees =
        BoostedTrees.train(
            cases.x(), cases.y(), cases.importance(), ROUNDED_MGDL / NetCases.SCALE_MGDL, seed);
    return (wearer, history) -> forecast(trees, features.of(wearer.traits(), history), history);
  }

  private static double[] forecast(BoostedTrees trees, float[] x, History history) {
    float[] changes = trees.of(x);
    double[] mgdl = new double[Forecaster.STEPS];
    for (int step = 0; step < mgdl.length; step++) {
      mgdl[step] = history.last() + NetCases.SCALE_MGDL * changes[step];
    }
    return mgdl;
  }
}
