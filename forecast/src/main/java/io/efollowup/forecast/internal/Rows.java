package io.efollowup.forecast.internal;

import java.util.Arrays;

/**
 * Products of rows and matrices of single precision. A matrix is an array of rows, and the inner
 * loops run over whole rows at one index, which is the shape that the compiler turns into vector
 * instructions.
 */
final class Rows {
  private static final int BLOCK = 4;

  private Rows() {}

  /** {@code y += x · w}, the matrix being rows {@code at} and on; one row for each element of x. */
  static void addProduct(float[] x, int count, float[][] w, int at, float[] y) {
    int i = 0;
    for (; i + BLOCK <= count; i += BLOCK) {
      addFour(
          y,
          x[i],
          w[at + i],
          x[i + 1],
          w[at + i + 1],
          x[i + 2],
          w[at + i + 2],
          x[i + 3],
          w[at + i + 3]);
    }
    for (; i < count; i++) {
      addOne(y, x[i], w[at + i]);
    }
  }

  /** Adds to rows {@code at} and on of {@code w} the products of each case's x and d. */
  static void addOuter(float[][] x, float[][] d, int cases, int inputs, float[][] w, int at) {
    int n = 0;
    for (; n + BLOCK <= cases; n += BLOCK) {
      for (int i = 0; i < inputs; i++) {
        addFour(
            w[at + i],
            x[n][i],
            d[n],
            x[n + 1][i],
            d[n + 1],
            x[n + 2][i],
            d[n + 2],
            x[n + 3][i],
            d[n + 3]);
      }
    }
    for (; n < cases; n++) {
      for (int i = 0; i < inputs; i++) {
        addOne(w[at + i], x[n][i], d[n]);
      }
    }
  }

  static void addOne(float[] y, float factor, float[] row) {
    for (int j = 0; j < y.length; j++) {
      y[j] += factor * row[j];
    }
  }

  private static void addFour(
      float[] y,
      float factor0,
      float[] row0,
      float factor1,
      float[] row1,
      float factor2,
      float[] row2,
      float factor3,
      float[] row3) {
    for (int j = 0; j < y.length; j++) {
      float lower = Math.fma(factor0, row0[j], Math.fma(factor1, row1[j], y[j]));
      y[j] = Math.fma(factor2, row2[j], Math.fma(factor3, row3[j], lower));
    }
  }

  /** Values of a layer: constants after the rows {@code at} and on, product, function. */
  static void activate(
      float[][] weights, float[] x, int count, int at, Silu silu, float[] gate, float[] value) {
    System.arraycopy(weights[at + count], 0, value, 0, value.length);
    addProduct(x, count, weights, at, value);
    silu.apply(value, gate);
  }

  /**
   * Slopes of a batch carried through a layer: by its outputs, above, to what goes into the
   * function of the layer below.
   */
  static void back(float[][] weights, int at, float[][] above, float[][] gate, float[][] below) {
    int inputs = below[0].length;
    int outputs = above[0].length;
    float[][] turned = turned(weights, at, inputs, outputs);
    for (int n = 0; n < below.length; n++) {
      Arrays.fill(below[n], 0);
      addProduct(above[n], outputs, turned, 0, below[n]);
      for (int j = 0; j < inputs; j++) {
        below[n][j] *= gate[n][j];
      }
    }
  }

  /** Columns of rows {@code at} and on, as rows. */
  static float[][] turned(float[][] weights, int at, int inputs, int outputs) {
    float[][] turned = new float[outputs][inputs];
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < outputs; j++) {
        turned[j][i] = weights[at + i][j];
      }
    }
    return turned;
  }
}
