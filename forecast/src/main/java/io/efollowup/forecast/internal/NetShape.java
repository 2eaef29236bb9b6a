package io.efollowup.forecast.internal;

/**
 * How large a net is: inputs, two hidden layers of one width, outputs, and a linear path from
 * inputs to outputs.
 */
public record NetShape(int inputs, int hidden, int outputs) {
  public NetShape {
    if (inputs < 1 || hidden < 1 || outputs < 1) {
      throw new IllegalArgumentException("a net has inputs, hidden units and outputs");
    }
  }

  /** Rows of weights. */
  int rows() {
    return skip() + inputs;
  }

  /** Where the rows of the second layer begin. */
  int second() {
    return inputs + 1;
  }

  /** Where the rows of the output layer begin. */
  int third() {
    return second() + hidden + 1;
  }

  /** Where the rows of the linear path begin. */
  int skip() {
    return third() + hidden + 1;
  }

  /** Weights in a row. */
  int width(int row) {
    return row < third() ? hidden : outputs;
  }

  /** How many weights there are. */
  public int weights() {
    int sum = 0;
    for (int row = 0; row < rows(); row++) {
      sum += width(row);
    }
    return sum;
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
