package io.efollowup.forecast;

import io.efollowup.forecast.internal.NormalEquations;
import io.efollowup.forecast.internal.Window;

/**
 * The benchmark's linear model: least squares from the last values and the subject's number,
 * directly to each step, on every window of the training parts. Trained on several data sets, it
 * has one constant for each of them instead of the subject's number, which says nothing across data
 * sets.
 */
final class LinearRegression implements ForecastModel {
  private static final double CENTRE_MGDL = 140;
  private static final double SCALE_MGDL = 50;
  private static final double SUBJECT_SCALE = 0.01;

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public int lags(int suiteLags) {
    return suiteLags;
  }

  @Override
  public Forecaster train(TrainingData data, int lags, long seed) {
    boolean pooled = data.pooled();
    int inputs = lags + 1 + (pooled ? data.sources() : 1);
    NormalEquations equations = new NormalEquations(inputs, Forecaster.STEPS);
    double[] x = new double[inputs];
    double[] y = new double[Forecaster.STEPS];
    for (Window window : Window.all(data.parts(), lags, 1)) {
      fill(x, window.of().wearer(), window.history(), lags, pooled);
      for (int step = 0; step < y.length; step++) {
        y[step] = (window.came(step) - CENTRE_MGDL) / SCALE_MGDL;
      }
      equations.add(x, y);
    }
    double[][] coefficients = equations.solve();
    return (wearer, history) -> forecast(coefficients, wearer, history, lags, pooled);
  }

  private static double[] forecast(
      double[][] coefficients, Wearer wearer, History history, int lags, boolean pooled) {
    double[] x = new double[coefficients[0].length];
    fill(x, wearer, history, lags, pooled);
    double[] mgdl = new double[Forecaster.STEPS];
    for (int step = 0; step < mgdl.length; step++) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += coefficients[step][i] * x[i];
      }
      mgdl[step] = CENTRE_MGDL + SCALE_MGDL * sum;
    }
    return mgdl;
  }

  private static void fill(double[] x, Wearer wearer, History history, int lags, boolean pooled) {
    x[0] = 1;
    for (int lag = 0; lag < lags; lag++) {
      x[1 + lag] = (history.back(lag) - CENTRE_MGDL) / SCALE_MGDL;
    }
    if (pooled) {
      for (int source = lags + 1; source < x.length; source++) {
        x[source] = source - lags - 1 == wearer.source() ? 1 : 0;
      }
    } else {
      x[lags + 1] = SUBJECT_SCALE * wearer.subject();
    }
  }
}
