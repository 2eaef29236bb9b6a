package io.efollowup.forecast.internal;

import java.util.Arrays;

/** The gradient of a {@link PatternNet}'s loss over a batch. Not thread-safe. */
final class PatternGradient implements Gradient {
  private final PatternShape shape;
  private final int batch;
  private final Loss loss;
  private final PatternPass pass;
  private final float[][] gradient;
  private final float[][] atOutput;
  private final float[][] atSecond;
  private final float[][] atJoined;

  PatternGradient(PatternShape shape, int batch, Loss loss) {
    this.shape = shape;
    this.batch = batch;
    this.loss = loss;
    this.pass = new PatternPass(shape, batch);
    this.gradient = shape.zeros();
    this.atOutput = new float[batch][shape.outputs()];
    this.atSecond = new float[batch][shape.hidden()];
    this.atJoined = new float[batch][shape.joined()];
  }

  @Override
  public float[][] of(float[][] weights, float[][] x, float[][] y, float[] importance) {
    for (int n = 0; n < batch; n++) {
      float[] out = atOutput[n];
      pass.forward(weights, x[n], n, out);
      loss.slope(out, y[n], importance[n]);
      for (int j = 0; j < out.length; j++) {
        out[j] /= batch;
      }
    }
    int hidden = shape.hidden();
    Rows.back(weights, shape.third(), atOutput, pass.secondGates, atSecond);
    Rows.back(weights, shape.second(), atSecond, pass.joinedGates, atJoined);
    for (float[] row : gradient) {
      Arrays.fill(row, 0);
    }
    addPatterns(weights);
    addDense(x, hidden);
    return gradient;
  }

  private void addDense(float[][] x, int hidden) {
    int inputs = shape.inputs();
    float[][] atFirst = new float[batch][];
    for (int n = 0; n < batch; n++) {
      atFirst[n] = Arrays.copyOf(atJoined[n], hidden);
      Rows.addOne(gradient[shape.first() + inputs], 1, atFirst[n]);
      Rows.addOne(gradient[shape.second() + shape.joined()], 1, atSecond[n]);
      Rows.addOne(gradient[shape.third() + hidden], 1, atOutput[n]);
    }
    Rows.addOuter(x, atFirst, batch, inputs, gradient, shape.first());
    Rows.addOuter(pass.joined, atSecond, batch, shape.joined(), gradient, shape.second());
    Rows.addOuter(pass.second, atOutput, batch, hidden, gradient, shape.third());
    Rows.addOuter(x, atOutput, batch, inputs, gradient, shape.skip());
  }

  private void addPatterns(float[][] weights) {
    int last = pass.convolutions.length - 1;
    spread(pass.convolutions[last].slopes(), shape.places(last));
    pass.convolutions[last].addTo(gradient);
    for (int layer = last - 1; layer >= 0; layer--) {
      Sliding below = pass.convolutions[layer];
      pass.convolutions[layer + 1].back(weights, below.slopes());
      below.throughGates();
      below.addTo(gradient);
    }
  }

  /** The slopes by the patterns, which went through their gates already, place by place. */
  private void spread(float[][] slopes, int places) {
    int channels = shape.patterns() / places;
    for (int n = 0; n < batch; n++) {
      for (int place = 0; place < places; place++) {
        int from = shape.hidden() + place * channels;
        System.arraycopy(atJoined[n], from, slopes[n * places + place], 0, channels);
      }
    }
  }
}
