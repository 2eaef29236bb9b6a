package io.efollowup.forecast.internal;

import java.util.Arrays;

/**
 * The gradient of a net's loss over a batch: squared error of the mean head, absolute error of the
 * median head, rounded near zero. Keeps its working space; not thread-safe.
 */
final class NetGradient {
  private static final float SQUARED_SHARE = 0.15f;
  private static final int STEPS = Net.OUTPUTS / 2;

  private final int inputs;
  private final int batch;
  private final float rounded;
  private final float[][] gradient;
  private final float[][] gate1;
  private final float[][] value1;
  private final float[][] gate2;
  private final float[][] value2;
  private final float[][] atOutput;
  private final float[][] atSecond;
  private final float[][] atFirst;

  /**
   * @param rounded absolute errors below this count by their square
   */
  NetGradient(int inputs, int batch, float rounded) {
    this.inputs = inputs;
    this.batch = batch;
    this.rounded = rounded;
    this.gradient = Net.zeros(inputs);
    this.gate1 = new float[batch][Net.HIDDEN];
    this.value1 = new float[batch][Net.HIDDEN];
    this.gate2 = new float[batch][Net.HIDDEN];
    this.value2 = new float[batch][Net.HIDDEN];
    this.atOutput = new float[batch][Net.OUTPUTS];
    this.atSecond = new float[batch][Net.HIDDEN];
    this.atFirst = new float[batch][Net.HIDDEN];
  }

  /**
   * Computes the gradient.
   *
   * @param x inputs of each case of a full batch
   * @param y what came, twelve steps
   * @param importance weight of each case's errors
   * @return rows as in {@link Net}; valid until the next call
   */
  float[][] of(float[][] weights, float[][] x, float[][] y, float[] importance) {
    int second = Net.second(inputs);
    int third = Net.third(inputs);
    for (int n = 0; n < batch; n++) {
      activate(weights, x[n], inputs, 0, gate1[n], value1[n]);
      activate(weights, value1[n], Net.HIDDEN, second, gate2[n], value2[n]);
      float[] out = atOutput[n];
      System.arraycopy(weights[third + Net.HIDDEN], 0, out, 0, Net.OUTPUTS);
      Rows.addProduct(value2[n], Net.HIDDEN, weights, third, out);
      Rows.addProduct(x[n], inputs, weights, Net.skip(inputs), out);
      slope(out, y[n], importance[n]);
    }
    back(weights, third, Net.OUTPUTS, atOutput, gate2, atSecond);
    back(weights, second, Net.HIDDEN, atSecond, gate1, atFirst);
    for (float[] row : gradient) {
      Arrays.fill(row, 0);
    }
    Rows.addOuter(x, atFirst, batch, inputs, gradient, 0);
    Rows.addOuter(value1, atSecond, batch, Net.HIDDEN, gradient, second);
    Rows.addOuter(value2, atOutput, batch, Net.HIDDEN, gradient, third);
    Rows.addOuter(x, atOutput, batch, inputs, gradient, Net.skip(inputs));
    for (int n = 0; n < batch; n++) {
      Rows.addOne(gradient[inputs], 1, atFirst[n]);
      Rows.addOne(gradient[second + Net.HIDDEN], 1, atSecond[n]);
      Rows.addOne(gradient[third + Net.HIDDEN], 1, atOutput[n]);
    }
    return gradient;
  }

  private static void activate(
      float[][] weights, float[] x, int count, int at, float[] gate, float[] value) {
    System.arraycopy(weights[at + count], 0, value, 0, Net.HIDDEN);
    Rows.addProduct(x, count, weights, at, value);
    for (int j = 0; j < Net.HIDDEN; j++) {
      float before = value[j];
      float open = Net.sigmoid(before);
      value[j] = before * open;
      gate[j] = open * (1 + before * (1 - open));
    }
  }

  /** Turns outputs into the slope of the loss there. */
  private void slope(float[] out, float[] y, float importance) {
    float share = importance / (batch * STEPS);
    for (int step = 0; step < STEPS; step++) {
      float mean = out[step] - y[step];
      out[step] = 2 * SQUARED_SHARE * importance * mean * share;
      float median = (out[STEPS + step] - y[step]) / rounded;
      out[STEPS + step] = Math.clamp(median, -1, 1) * share;
    }
  }

  private void back(
      float[][] weights, int at, int outputs, float[][] above, float[][] gate, float[][] below) {
    float[][] turned = new float[outputs][Net.HIDDEN];
    for (int i = 0; i < Net.HIDDEN; i++) {
      for (int j = 0; j < outputs; j++) {
        turned[j][i] = weights[at + i][j];
      }
    }
    for (int n = 0; n < batch; n++) {
      Arrays.fill(below[n], 0);
      Rows.addProduct(above[n], outputs, turned, 0, below[n]);
      for (int j = 0; j < Net.HIDDEN; j++) {
        below[n][j] *= gate[n][j];
      }
    }
  }
}
