package io.efollowup.forecast.internal;

/** The way forwards through a {@link PatternNet}, of each case of a batch. Not thread-safe. */
final class PatternPass {
  private final PatternShape shape;
  private final Silu silu;
  private final float[] firstValues;
  private final float[] firstGates;

  /** The sequences, a row of one value for each step. */
  private final float[][] steps;

  final Sliding[] convolutions = new Sliding[PatternShape.convolutions()];
  final float[][] joined;
  final float[][] joinedGates;
  final float[][] second;
  final float[][] secondGates;

  PatternPass(PatternShape shape, int batch) {
    this.shape = shape;
    this.silu = new Silu(shape.hidden());
    this.firstValues = new float[shape.hidden()];
    this.firstGates = new float[shape.hidden()];
    this.steps = new float[batch * shape.steps()][1];
    for (int layer = 0; layer < convolutions.length; layer++) {
      convolutions[layer] = new Sliding(shape, layer, batch);
    }
    this.joined = new float[batch][shape.joined()];
    this.joinedGates = new float[batch][shape.joined()];
    this.second = new float[batch][shape.hidden()];
    this.secondGates = new float[batch][shape.hidden()];
  }

  /** Computes all values of a case of the batch; its outputs are written to {@code y}. */
  void forward(float[][] weights, float[] x, int one, float[] y) {
    slide(weights, x, one);
    int hidden = shape.hidden();
    int inputs = shape.inputs();
    Rows.activate(weights, x, inputs, shape.first(), silu, firstGates, firstValues);
    System.arraycopy(firstValues, 0, joined[one], 0, hidden);
    System.arraycopy(firstGates, 0, joinedGates[one], 0, hidden);
    Rows.activate(
        weights, joined[one], shape.joined(), shape.second(), silu, secondGates[one], second[one]);
    System.arraycopy(weights[shape.third() + hidden], 0, y, 0, y.length);
    Rows.addProduct(second[one], hidden, weights, shape.third(), y);
    Rows.addProduct(x, inputs, weights, shape.skip(), y);
  }

  private void slide(float[][] weights, float[] x, int one) {
    for (int step = 0; step < shape.steps(); step++) {
      steps[one * shape.steps() + step][0] = x[shape.inputs() + step];
    }
    float[][] below = steps;
    for (Sliding convolution : convolutions) {
      convolution.forward(weights, below, one);
      below = convolution.values();
    }
    Sliding last = convolutions[convolutions.length - 1];
    int places = shape.places(convolutions.length - 1);
    int channels = shape.patterns() / places;
    for (int place = 0; place < places; place++) {
      int to = shape.hidden() + place * channels;
      System.arraycopy(last.values()[one * places + place], 0, joined[one], to, channels);
      System.arraycopy(last.gates()[one * places + place], 0, joinedGates[one], to, channels);
    }
  }
}
