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
  private static final float ROUNDED = SlopeCheck.ROUNDED;
  private static final PatternShape SHAPE = new PatternShape(INPUTS, STEPS, 17, 24);

  private final SplittableRandom random = new SplittableRandom(4);
  private final SlopeCheck check = new SlopeCheck(random, INPUTS + STEPS);

  @Test
  void shouldComputeTheSlopeOfTheLossInEveryRow() {
    float[][] weights = PatternNet.drawn(SHAPE, random);
    var gradients = new PatternGradient(SHAPE, check.cases(), new MeanAndMedian(12, ROUNDED));

    check.disturb(gradients, weights, random);
    float[][] gradient = check.gradient(gradients, weights);

    check.shouldBeTheSlope(gradient, weights, x -> new PatternNet(SHAPE, weights).outputs(x));
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
