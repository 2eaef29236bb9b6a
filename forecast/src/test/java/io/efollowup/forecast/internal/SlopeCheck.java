package io.efollowup.forecast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.Function;

/** Compares a gradient with the slopes of the loss it is of, written out. */
final class SlopeCheck {
  static final float ROUNDED = 0.02f;

  private final float[][] x;
  private final float[][] y;
  private final float[] importance = {1, 2, 1, 0.5f, 1, 3, 1};

  /** Cases drawn at random, each with so many inputs. */
  SlopeCheck(SplittableRandom random, int inputs) {
    x = drawn(random, importance.length, inputs);
    y = drawn(random, importance.length, 12);
  }

  static float[][] drawn(SplittableRandom random, int rows, int columns) {
    float[][] drawn = new float[rows][columns];
    for (float[] row : drawn) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return drawn;
  }

  int cases() {
    return importance.length;
  }

  float[][] gradient(Gradient gradients, float[][] weights) {
    return gradients.of(weights, x, y, importance);
  }

  /** What the gradient of other inputs leaves behind must not matter. */
  void disturb(Gradient gradients, float[][] weights, SplittableRandom random) {
    gradients.of(weights, drawn(random, x.length, x[0].length), y, importance);
  }

  /**
   * In each row of the weights, in two of its columns.
   *
   * @param outputs of a case by the weights as they are
   */
  void shouldBeTheSlope(float[][] gradient, float[][] weights, Function<float[], float[]> outputs) {
    float step = 1e-3f;
    for (int row = 0; row < weights.length; row++) {
      for (int column : new int[] {row % weights[row].length, weights[row].length - 1}) {
        float kept = weights[row][column];
        weights[row][column] = kept + step;
        double above = loss(outputs);
        weights[row][column] = kept - step;
        double below = loss(outputs);
        weights[row][column] = kept;
        assertThat((double) gradient[row][column])
            .as("row %d, column %d", row, column)
            .isCloseTo((above - below) / (2 * step), within(3e-3));
      }
    }
  }

  private double loss(Function<float[], float[]> outputs) {
    double loss = 0;
    for (int n = 0; n < x.length; n++) {
      float[] out = outputs.apply(x[n]);
      for (int step = 0; step < 12; step++) {
        double mean = importance[n] * (out[step] - y[n][step]);
        double median = Math.abs(out[12 + step] - y[n][step]);
        double bent = median < ROUNDED ? median * median / (2 * ROUNDED) : median - ROUNDED / 2;
        loss += (0.15 * mean * mean + importance[n] * bent) / (x.length * 12);
      }
    }
    return loss;
  }
}
