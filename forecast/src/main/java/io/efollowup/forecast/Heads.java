package io.efollowup.forecast;

import java.util.Arrays;

/**
 * What two heads say of the same steps, in mg/dL. The mean keeps squared error small, the median
 * absolute error; where glucose can rise far and fall little they are not the same.
 */
record Heads(double[] mean, double[] median) {
  /** The median's share of a single point forecast. */
  private static final double MEDIAN_SHARE = 0.6;

  /** Heads to be added to. */
  static Heads zero() {
    return new Heads(new double[Forecaster.STEPS], new double[Forecaster.STEPS]);
  }

  /** The single point forecast: between both, so that neither kind of error is large. */
  double[] point() {
    return mixed(mean, median, MEDIAN_SHARE);
  }

  /** Both heads with a share of another forecast. */
  Heads with(double[] other, double share) {
    return new Heads(mixed(mean, other, share), mixed(median, other, share));
  }

  private static double[] mixed(double[] one, double[] other, double share) {
    double[] mixed = new double[one.length];
    Arrays.setAll(mixed, step -> (1 - share) * one[step] + share * other[step]);
    return mixed;
  }
}
