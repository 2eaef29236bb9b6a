package io.efollowup.forecast;

import io.efollowup.forecast.internal.NormalEquations;
import io.efollowup.forecast.internal.Window;
import java.util.Arrays;
import java.util.List;

/**
 * Linear regression of the change at each step by least absolute deviation: it aims at the median,
 * and a few wild hours do not bend it. From 24 values: their differences to the last, the last and
 * its square. One configuration for every data set. Solved by reweighted least squares.
 */
final class LeastAbsoluteRegression implements ForecastModel {
  private static final int LAGS = 24;
  private static final int MOST_WINDOWS = 40_000;
  private static final int ROUNDS = 15;

  /** Errors below this are as good as none, mg/dL: readings are whole numbers. */
  private static final double SMALLEST_ERROR_MGDL = 1;

  private static final double CENTRE_MGDL = 140;
  private static final double LEVEL_SCALE_MGDL = 100;
  private static final double CHANGE_SCALE_MGDL = 50;

  @Override
  public String name() {
    return "lad";
  }

  @Override
  public int lags(int suiteLags) {
    return LAGS;
  }

  @Override
  public Forecaster train(TrainingData data, int lags, long seed) {
    List<Window> windows = Window.sample(Window.all(data.parts(), lags, 1), MOST_WINDOWS, seed);
    int inputs = inputs(data.sources());
    double[] x = new double[windows.size() * inputs];
    for (int i = 0; i < windows.size(); i++) {
      fill(x, i * inputs, data.sources(), windows.get(i).of().wearer(), windows.get(i).history());
    }
    double[][] coefficients = new double[Forecaster.STEPS][];
    double[] y = new double[windows.size()];
    for (int step = 0; step < Forecaster.STEPS; step++) {
      for (int i = 0; i < y.length; i++) {
        Window window = windows.get(i);
        y[i] = window.came(step) - window.history().last();
      }
      coefficients[step] = fit(x, y, inputs);
    }
    return (wearer, history) -> forecast(coefficients, data.sources(), wearer, history);
  }

  private static double[] fit(double[] x, double[] y, int inputs) {
    NormalEquations equations = new NormalEquations(inputs, 1);
    double[] weights = new double[y.length];
    Arrays.fill(weights, 1);
    double[] coefficients = new double[inputs];
    for (int round = 0; round <= ROUNDS; round++) {
      equations.clear();
      for (int i = 0; i < y.length; i++) {
        equations.add(x, i * inputs, y[i], weights[i]);
      }
      coefficients = equations.solve()[0];
      for (int i = 0; i < y.length; i++) {
        double error = Math.abs(y[i] - product(coefficients, x, i * inputs));
        weights[i] = 1 / Math.max(error, SMALLEST_ERROR_MGDL);
      }
    }
    return coefficients;
  }

  private static double[] forecast(
      double[][] coefficients, int sources, Wearer wearer, History history) {
    double[] x = new double[inputs(sources)];
    fill(x, 0, sources, wearer, history);
    double[] mgdl = new double[Forecaster.STEPS];
    for (int step = 0; step < mgdl.length; step++) {
      mgdl[step] = history.last() + product(coefficients[step], x, 0);
    }
    return mgdl;
  }

  private static double product(double[] coefficients, double[] x, int at) {
    double sum = 0;
    for (int i = 0; i < coefficients.length; i++) {
      sum += coefficients[i] * x[at + i];
    }
    return sum;
  }

  /** A constant, the level and its square, the differences, a constant for each data set. */
  private static int inputs(int sources) {
    return 3 + LAGS - 1 + sources;
  }

  private static void fill(double[] x, int at, int sources, Wearer wearer, History history) {
    double level = (history.last() - CENTRE_MGDL) / LEVEL_SCALE_MGDL;
    x[at] = 1;
    x[at + 1] = level;
    x[at + 2] = level * level;
    for (int lag = 1; lag < LAGS; lag++) {
      x[at + 2 + lag] = (history.back(lag) - history.last()) / CHANGE_SCALE_MGDL;
    }
    for (int source = 0; source < sources; source++) {
      x[at + 2 + LAGS + source] = source == wearer.source() ? 1 : 0;
    }
  }
}
