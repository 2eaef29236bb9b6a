package io.efollowup.forecast.internal;

import java.util.Arrays;

/**
 * Weighted least squares by the normal equations in double precision. Inputs should be of order
 * one. An input that depends on those before it (a constant, a subject's number where there is one
 * subject) gets the coefficient 0. Not thread-safe.
 */
public final class NormalEquations {
  /** A pivot below this share of its diagonal is rounding. */
  private static final double DEPENDENT = 1e-11;

  private final int inputs;
  private final double[][] gram;
  private final double[][] moments;

  public NormalEquations(int inputs, int outputs) {
    this.inputs = inputs;
    this.gram = new double[inputs][];
    for (int i = 0; i < inputs; i++) {
      gram[i] = new double[i + 1];
    }
    this.moments = new double[outputs][inputs];
  }

  /** Forgets all cases. */
  public void clear() {
    for (double[] row : gram) {
      Arrays.fill(row, 0);
    }
    for (double[] row : moments) {
      Arrays.fill(row, 0);
    }
  }

  /** Adds a case with weight 1. */
  public void add(double[] x, double[] y) {
    for (int i = 0; i < inputs; i++) {
      addTo(gram[i], x, 0, x[i], i + 1);
    }
    for (int output = 0; output < moments.length; output++) {
      addTo(moments[output], x, 0, y[output], inputs);
    }
  }

  /** Adds a case of one output, its inputs beginning at {@code at}. */
  public void add(double[] x, int at, double y, double weight) {
    for (int i = 0; i < inputs; i++) {
      addTo(gram[i], x, at, weight * x[at + i], i + 1);
    }
    addTo(moments[0], x, at, weight * y, inputs);
  }

  private static void addTo(double[] sums, double[] x, int at, double factor, int count) {
    for (int j = 0; j < count; j++) {
      sums[j] += factor * x[at + j];
    }
  }

  /** The coefficients of each output. */
  public double[][] solve() {
    double[][] factor = factor();
    return Arrays.stream(moments)
        .map(moment -> substitute(factor, moment))
        .toArray(double[][]::new);
  }

  private double[][] factor() {
    double[][] lower = new double[inputs][];
    for (int i = 0; i < inputs; i++) {
      double[] row = gram[i].clone();
      for (int j = 0; j < i; j++) {
        double sum = row[j];
        double[] other = lower[j];
        for (int k = 0; k < j; k++) {
          sum -= row[k] * other[k];
        }
        row[j] = other[j] == 0 ? 0 : sum / other[j];
      }
      double pivot = gram[i][i];
      for (int k = 0; k < i; k++) {
        pivot -= row[k] * row[k];
      }
      row[i] = pivot > DEPENDENT * gram[i][i] ? Math.sqrt(pivot) : 0;
      lower[i] = row;
    }
    return lower;
  }

  private double[] substitute(double[][] lower, double[] moment) {
    double[] solution = moment.clone();
    for (int i = 0; i < inputs; i++) {
      for (int k = 0; k < i; k++) {
        solution[i] -= lower[i][k] * solution[k];
      }
      solution[i] = lower[i][i] == 0 ? 0 : solution[i] / lower[i][i];
    }
    for (int i = inputs - 1; i >= 0; i--) {
      for (int k = i + 1; k < inputs; k++) {
        solution[i] -= lower[k][i] * solution[k];
      }
      solution[i] = lower[i][i] == 0 ? 0 : solution[i] / lower[i][i];
    }
    return solution;
  }
}
