package io.efollowup.forecast.internal;

/**
 * How large a net with patterns is: inputs as those of {@link NetShape}, after them a sequence over
 * which three convolutions slide, whose last values join the first hidden layer.
 *
 * @param inputs without the sequence
 * @param steps of the sequence
 */
public record PatternShape(int inputs, int steps, int hidden, int outputs) {
  private static final Convolution[] CONVOLUTIONS = {
    new Convolution(5, 2, 16), new Convolution(4, 3, 32), new Convolution(3, 1, 32)
  };

  /** Fewer than this and the last convolution has no place to stand. */
  private static final int FEWEST_STEPS = 35;

  public PatternShape {
    if (inputs < 1 || hidden < 1 || outputs < 1) {
      throw new IllegalArgumentException("a net has inputs, hidden units and outputs");
    }
    if (steps < FEWEST_STEPS) {
      throw new IllegalArgumentException("a sequence has at least " + FEWEST_STEPS + " steps");
    }
  }

  /** How many convolutions there are. */
  static int convolutions() {
    return CONVOLUTIONS.length;
  }

  Convolution convolution(int layer) {
    return CONVOLUTIONS[layer];
  }

  /** Channels of what a convolution slides over. */
  int channelsBelow(int layer) {
    return layer == 0 ? 1 : CONVOLUTIONS[layer - 1].channels();
  }

  /** Places of a convolution; of layer -1, the steps of the sequence. */
  int places(int layer) {
    return layer < 0 ? steps : CONVOLUTIONS[layer].places(places(layer - 1));
  }

  /** Rows of a convolution's weights, its constants not counted. */
  int patch(int layer) {
    return CONVOLUTIONS[layer].width() * channelsBelow(layer);
  }

  /** Where the rows of a convolution begin. */
  int convolutionAt(int layer) {
    return layer == 0 ? 0 : convolutionAt(layer - 1) + patch(layer - 1) + 1;
  }

  /** Values of the last convolution, all its places together. */
  int patterns() {
    int last = convolutions() - 1;
    return places(last) * CONVOLUTIONS[last].channels();
  }

  /** Units that the second layer sees. */
  int joined() {
    return hidden + patterns();
  }

  /** Where the rows of the first layer begin. */
  int first() {
    int last = convolutions() - 1;
    return convolutionAt(last) + patch(last) + 1;
  }

  /** Where the rows of the second layer begin. */
  int second() {
    return first() + inputs + 1;
  }

  /** Where the rows of the output layer begin. */
  int third() {
    return second() + joined() + 1;
  }

  /** Where the rows of the linear path begin. */
  int skip() {
    return third() + hidden + 1;
  }

  /** Rows of weights. */
  int rows() {
    return skip() + inputs;
  }

  /** Weights in a row. */
  int width(int row) {
    for (int layer = 0; layer < convolutions(); layer++) {
      if (row <= convolutionAt(layer) + patch(layer)) {
        return CONVOLUTIONS[layer].channels();
      }
    }
    return row < third() ? hidden : outputs;
  }

  /** Rows of zeros in the shape of the weights. */
  float[][] zeros() {
    float[][] zeros = new float[rows()][];
    for (int row = 0; row < zeros.length; row++) {
      zeros[row] = new float[width(row)];
    }
    return zeros;
  }
}
