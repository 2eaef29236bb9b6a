package io.efollowup.forecast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NetTest {
  private static final int INPUTS = 5;
  private static final float ROUNDED = SlopeCheck.ROUNDED;
  private static final NetShape SHAPE = new NetShape(INPUTS, 17, 24);

  private final SplittableRandom random = new SplittableRandom(4);
  private final SlopeCheck check = new SlopeCheck(random, INPUTS);

  @Test
  void shouldComputeTheSlopeOfTheLossInEveryRow() {
    float[][] weights = Net.drawn(SHAPE, random);
    var gradients = new NetGradient(SHAPE, check.cases(), new MeanAndMedian(12, ROUNDED));

    float[][] gradient = check.gradient(gradients, weights);

    check.shouldBeTheSlope(gradient, weights, x -> new Net(SHAPE, weights).outputs(x));
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
    float[][] inputs = SlopeCheck.drawn(random, 2000, 1);
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
    float[] inputs = SlopeCheck.drawn(random, 1, INPUTS)[0];

    assertThat(weights).hasSize(SHAPE.weights());
    assertThat(Net.of(SHAPE, weights).outputs(inputs)).containsExactly(net.outputs(inputs));
    assertThatThrownBy(() -> Net.of(new NetShape(INPUTS, 18, 24), weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights");
  }
}
