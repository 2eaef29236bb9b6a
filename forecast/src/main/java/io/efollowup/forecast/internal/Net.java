package io.efollowup.forecast.internal;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A small net: two hidden layers with SiLU and a linear path past them. Immutable once trained.
 *
 * <p>Its weights are rows: first layer, its constants, second layer, its constants, output layer,
 * its constants, the linear path.
 */
public final class Net {
  static final int HIDDEN = 96;

  /** Twelve means, then twelve medians. */
  static final int OUTPUTS = 24;

  private final int inputs;
  private final float[][] weights;

  /** A net of these weights, which nobody changes any more. */
  Net(int inputs, float[][] weights) {
    this.inputs = inputs;
    this.weights = weights;
  }

  static int rows(int inputs) {
    return inputs + 1 + HIDDEN + 1 + HIDDEN + 1 + inputs;
  }

  static int second(int inputs) {
    return inputs + 1;
  }

  static int third(int inputs) {
    return second(inputs) + HIDDEN + 1;
  }

  static int skip(int inputs) {
    return third(inputs) + HIDDEN + 1;
  }

  /** Rows of zeros in the shape of the weights. */
  static float[][] zeros(int inputs) {
    float[][] rows = new float[rows(inputs)][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = new float[row < third(inputs) ? HIDDEN : OUTPUTS];
    }
    return rows;
  }

  /** Random first weights. */
  static float[][] drawn(int inputs, SplittableRandom random) {
    float[][] rows = zeros(inputs);
    draw(rows, 0, inputs, random);
    draw(rows, second(inputs), HIDDEN, random);
    draw(rows, third(inputs), HIDDEN, random);
    return rows;
  }

  private static void draw(float[][] rows, int at, int count, SplittableRandom random) {
    for (int row = at; row < at + count; row++) {
      for (int j = 0; j < rows[row].length; j++) {
        rows[row][j] = (float) (random.nextGaussian() / Math.sqrt(count));
      }
    }
  }

  /** The outputs for these inputs. */
  public float[] outputs(float[] x) {
    float[] first = hidden(x, inputs, 0);
    float[] second = hidden(first, HIDDEN, second(inputs));
    float[] y = weights[third(inputs) + HIDDEN].clone();
    Rows.addProduct(second, HIDDEN, weights, third(inputs), y);
    Rows.addProduct(x, inputs, weights, skip(inputs), y);
    return y;
  }

  private float[] hidden(float[] x, int count, int at) {
    float[] y = Arrays.copyOf(weights[at + count], HIDDEN);
    Rows.addProduct(x, count, weights, at, y);
    for (int j = 0; j < HIDDEN; j++) {
      y[j] *= sigmoid(y[j]);
    }
    return y;
  }

  static float sigmoid(float value) {
    return (float) (1 / (1 + Math.exp(-value)));
  }
}
