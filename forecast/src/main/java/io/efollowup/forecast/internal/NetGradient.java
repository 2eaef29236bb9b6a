package io.efollowup.forecast.internal;

import java.util.Arrays;

/** The gradient of a net's loss over a batch. Keeps its working space; not thread-safe. */
final class NetGradient implements Gradient {
  private final NetShape shape;
  private final int batch;
  private final Loss loss;
  private final Silu silu;
  private final float[][] gradient;
  private final float[][] gate1;
  private final float[][] value1;
  private final float[][] gate2;
  private final float[][] value2;
  private final float[][] atOutput;
  private final float[][] atSecond;
  private final float[][] atFirst;

  NetGradient(NetShape shape, int batch, Loss loss) {
    this.shape = shape;
    this.batch = batch;
    this.loss = loss;
    this.silu = new Silu(shape.hidden());
    this.gradient = shape.zeros();
    this.gate1 = new float[batch][shape.hidden()];
    this.value1 = new float[batch][shape.hidden()];
    this.gate2 = new float[batch][shape.hidden()];
    this.value2 = new float[batch][shape.hidden()];
    this.atOutput = new float[batch][shape.outputs()];
    this.atSecond = new float[batch][shape.hidden()];
    this.atFirst = new float[batch][shape.hidden()];
  }

  @Override
  public float[][] of(float[][] weights, float[][] x, float[][] y, float[] importance) {
    int inputs = shape.inputs();
    int hidden = shape.hidden();
    int second = shape.second();
    int third = shape.third();
    for (int n = 0; n < batch; n++) {
      Rows.activate(weights, x[n], inputs, 0, silu, gate1[n], value1[n]);
      Rows.activate(weights, value1[n], hidden, second, silu, gate2[n], value2[n]);
      float[] out = atOutput[n];
      System.arraycopy(weights[third + hidden], 0, out, 0, out.length);
      Rows.addProduct(value2[n], hidden, weights, third, out);
      Rows.addProduct(x[n], inputs, weights, shape.skip(), out);
      loss.slope(out, y[n], importance[n]);
      for (int j = 0; j < out.length; j++) {
        out[j] /= batch;
      }
    }
    Rows.back(weights, third, atOutput, gate2, atSecond);
    Rows.back(weights, second, atSecond, gate1, atFirst);
    for (float[] row : gradient) {
      Arrays.fill(row, 0);
    }
    Rows.addOuter(x, atFirst, batch, inputs, gradient, 0);
    Rows.addOuter(value1, atSecond, batch, hidden, gradient, second);
    Rows.addOuter(value2, atOutput, batch, hidden, gradient, third);
    Rows.addOuter(x, atOutput, batch, inputs, gradient, shape.skip());
    for (int n = 0; n < batch; n++) {
      Rows.addOne(gradient[inputs], 1, atFirst[n]);
      Rows.addOne(gradient[second + hidden], 1, atSecond[n]);
      Rows.addOne(gradient[third + hidden], 1, atOutput[n]);
    }
    return gradient;
  }
}
