package io.efollowup.forecast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PatternNetTest {
  private static final int INPUTS = 5;
  private static final int STEPS = 35;
  private static final int BATCH = 7;
  private static final float ROUNDED = 0.02f;
  private static final PatternShape SHAPE = new PatternShape(INPUTS, STEPS, 17, 24);

  private final SplittableRandom random = new SplittableRandom(4);
  private final float[][] x = drawn(BATCH, INPUTS + STEPS);
  private final float[][] y = drawn(BATCH, 12);
  private final float[] importance = {1, 2, 1, 0.5f, 1, 3, 1};

  private float[][] drawn(int rows, int columns) {
    float[][] drawn = new float[rows][columns];
    for (float[] row : drawn) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return drawn;
  }

  /** The loss that the gradient is of, written out. */
  private double loss(float[][] weights) {
    double loss = 0;
    for (int n = 0; n < BATCH; n++) {
      float[] out = new PatternNet(SHAPE, weights).outputs(x[n]);
      for (int step = 0; step < 12; step++) {
        double mean = importance[n] * (out[step] - y[n][step]);
        double median = Math.abs(out[12 + step] - y[n][step]);
        double bent = median < ROUNDED ? median * median / (2 * ROUNDED) : median - ROUNDED / 2;
        loss += (0.15 * mean * mean + importance[n] * bent) / (BATCH * 12);
      }
    }
    return loss;
  }

  @Test
  void shouldComputeTheSlopeOfTheLossInEveryRow() {
    float[][] weights = PatternNet.drawn(SHAPE, random);
    PatternGradient gradients = new PatternGradient(SHAPE, BATCH, new MeanAndMedian(12, ROUNDED));
    // The first call must leave nothing behind.
    gradients.of(weights, drawn(BATCH, INPUTS + STEPS), y, importance);
    float[][] gradient = gradients.of(weights, x, y, importance);
    float step = 1e-3f;
    for (int row = 0; row < weights.length; row++) {
      for (int column : new int[] {row % weights[row].length, weights[row].length - 1}) {
        float kept = weights[row][column];
        weights[row][column] = kept + step;
        double above = loss(weights);
        weights[row][column] = kept - step;
        double below = loss(weights);
        weights[row][column] = kept;
        assertThat((double) gradient[row][column])
            .as("row %d, column %d", row, column)
            .isCloseTo((above - below) / (2 * step), within(3e-3));
      }
    }
  }

  @Test
  void shouldFindAPatternWhereverItIs() {
    int cases = 4000;
    float[][] inputs = new float[cases][1 + STEPS];
    float[][] came = new float[cases][12];
    float[] weights = new float[cases];
    for (int n = 0; n < cases; n++) {
      weights[n] = 1;
      if (n % 2 == 0) {
        int at = random.nextInt(STEPS - 1);
        inputs[n][1 + at] = 3;
        inputs[n][2 + at] = -3;
        Arrays.fill(came[n], 1);
      }
    }

    PatternNet net =
        new NetTraining(inputs, came, weights, new MeanAndMedian(12, ROUNDED))
            .train(new PatternShape(1, STEPS, 16, 24), new TrainingPlan(20, 0), 1);

    for (int n = 0; n < 100; n++) {
      assertThat((double) net.outputs(inputs[n])[20]).isCloseTo(came[n][0], within(0.3));
    }
  }

  @Test
  void shouldRefuseASequenceTooShortForItsConvolutions() {
    assertThatThrownBy(() -> new PatternShape(INPUTS, 34, 17, 24))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("35");
  }
}
