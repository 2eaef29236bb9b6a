package io.efollowup.forecast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NetTest {
  private static final int INPUTS = 5;
  private static final int BATCH = 7;
  private static final float ROUNDED = 0.02f;
  private static final NetShape SHAPE = new NetShape(INPUTS, 17, 24);

  private final SplittableRandom random = new SplittableRandom(4);
  private final float[][] x = drawn(BATCH, INPUTS);
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
      float[] out = new Net(SHAPE, weights).outputs(x[n]);
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
    float[][] weights = Net.drawn(SHAPE, random);
    float[][] gradient =
        new NetGradient(SHAPE, BATCH, new MeanAndMedian(12, ROUNDED)).of(weights, x, y, importance);
    float step = 1e-3f;
    for (int row = 0; row < weights.length; row++) {
      int column = row % weights[row].length;
      float kept = weights[row][column];
      weights[row][column] = kept + step;
      double above = loss(weights);
      weights[row][column] = kept - step;
      double below = loss(weights);
      weights[row][column] = kept;
      assertThat((double) gradient[row][column])
          .as("row %d", row)
          .isCloseTo((above - below) / (2 * step), within(3e-3));
    }
  }

  @Test
  void shouldLearnTheMeanAndTheMedianOfWhatComes() {
    int cases = 3000;
    float[][] inputs = new float[cases][1];
    float[][] came = new float[cases][12];
    float[] weights = new float[cases];
    for (int n = 0; n < cases; n++) {
      inputs[n][0] = (float) random.nextGaussian();
      // One in five is far off: the median is 0, the mean 0.2.
      Arrays.fill(came[n], n % 5 == 0 ? 1 : 0);
      weights[n] = 1;
    }

    float[] outputs =
        new NetTraining(inputs, came, weights, new MeanAndMedian(12, ROUNDED))
            .train(new NetShape(1, 96, 24), new TrainingPlan(120, 0), 1)
            .outputs(inputs[0]);

    assertThat((double) outputs[3]).isCloseTo(0.2, within(0.1));
    assertThat((double) outputs[15]).isCloseTo(0, within(0.05));
  }

  @Test
  void shouldLearnAnyHeadThatALossDescribes() {
    float[][] inputs = drawn(2000, 1);
    float[][] came = new float[inputs.length][1];
    float[] weights = new float[inputs.length];
    for (int n = 0; n < came.length; n++) {
      came[n][0] = (float) random.nextDouble() / 5;
      weights[n] = 1;
    }
    // The ninth tenth of what comes: too low costs nine times what too high does.
    Loss pinball = (out, target, weight) -> out[0] = out[0] < target[0] ? -0.9f : 0.1f;

    Net net =
        new NetTraining(inputs, came, weights, pinball)
            .train(new NetShape(1, 8, 1), new TrainingPlan(160, 0), 1);

    assertThat((double) net.outputs(new float[] {0})[0]).isCloseTo(0.18, within(0.02));
  }

  @Test
  void shouldBeTheSameNetOnceItsWeightsAreReadBack() {
    Net net = new Net(SHAPE, Net.drawn(SHAPE, random));
    float[] weights = net.weights();

    assertThat(weights).hasSize(SHAPE.weights());
    assertThat(Net.of(SHAPE, weights).outputs(x[0])).containsExactly(net.outputs(x[0]));
    assertThatThrownBy(() -> Net.of(new NetShape(INPUTS, 18, 24), weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights");
  }
}
