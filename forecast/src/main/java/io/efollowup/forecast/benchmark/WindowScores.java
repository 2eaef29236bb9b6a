package io.efollowup.forecast.benchmark;

import io.efollowup.forecast.Forecaster;
import io.efollowup.forecast.internal.Window;
import java.util.Arrays;
import java.util.List;

/** Steps 9 and 10 of the protocol: the errors of each window, in mg/dL, and what they come to. */
final class WindowScores {
  private static final int STEP_30 = 5;
  private static final int STEP_60 = 11;

  private final double[] mse;
  private final double[] mae;
  private final Errors step30;
  private final Errors step60;

  /** Squared and absolute error. */
  record Errors(double mse, double mae) {}

  private WindowScores(double[] mse, double[] mae, Errors step30, Errors step60) {
    this.mse = mse;
    this.mae = mae;
    this.step30 = step30;
    this.step60 = step60;
  }

  /** Scores a forecaster on windows, at least one. */
  static WindowScores of(Forecaster forecaster, List<Window> windows) {
    double[] mse = new double[windows.size()];
    double[] mae = new double[windows.size()];
    double[] squared = new double[Forecaster.STEPS];
    double[] absolute = new double[Forecaster.STEPS];
    for (int i = 0; i < mse.length; i++) {
      Window window = windows.get(i);
      double[] forecast = forecaster.forecast(window.of().wearer(), window.history());
      for (int step = 0; step < Forecaster.STEPS; step++) {
        double error = window.came(step) - forecast[step];
        mse[i] += error * error / Forecaster.STEPS;
        mae[i] += Math.abs(error) / Forecaster.STEPS;
        squared[step] += error * error / mse.length;
        absolute[step] += Math.abs(error) / mse.length;
      }
    }
    return new WindowScores(
        mse,
        mae,
        new Errors(squared[STEP_30], absolute[STEP_30]),
        new Errors(squared[STEP_60], absolute[STEP_60]));
  }

  int windows() {
    return mse.length;
  }

  Errors reduced(Reduction reduction) {
    return switch (reduction) {
      case MEDIAN -> new Errors(median(mse), median(mae));
      case MEAN -> new Errors(mean(mse), mean(mae));
      case STEP30 -> step30;
      case STEP60 -> step60;
    };
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
