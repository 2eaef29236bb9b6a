package io.efollowup.forecast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoostedTreesTest {
  private static final int CASES = 4000;
  private static final float ROUNDED = 0.02f;

  private final SplittableRandom random = new SplittableRandom(7);
  private final float[][] x = new float[CASES][2];
  private final float[][] y = new float[CASES][1];
  private final float[] importance = new float[CASES];

  BoostedTreesTest() {
    for (int n = 0; n < CASES; n++) {
      x[n][0] = (float) random.nextDouble(-1, 1);
      x[n][1] = (float) random.nextDouble(-1, 1);
    }
    Arrays.fill(importance, 1);
  }

  @Test
  void shouldLearnAStepThatDependsOnTwoInputs() {
    for (int n = 0; n < CASES; n++) {
      y[n][0] = x[n][0] > 0.2 && x[n][1] > -0.3 ? 2 : -1;
    }

    BoostedTrees trees = train();

    assertThat((double) trees.of(new float[] {0.6f, 0.4f})[0]).isCloseTo(2, within(0.1));
    assertThat((double) trees.of(new float[] {0.6f, -0.7f})[0]).isCloseTo(-1, within(0.1));
    assertThat((double) trees.of(new float[] {-0.4f, 0.4f})[0]).isCloseTo(-1, within(0.1));
  }

  @Test
  void shouldAimAtTheMedian() {
    for (int n = 0; n < CASES; n++) {
      y[n][0] = n % 5 == 0 ? 1 : 0;
    }

    assertThat((double) train().of(new float[] {0, 0})[0]).isCloseTo(0, within(0.05));
  }

  @Test
  void shouldGrowTheSameTreesForTheSameCasesAndSeed() {
    for (int n = 0; n < CASES; n++) {
      y[n][0] = x[n][0] * x[n][1];
    }
    float[] asked = {0.3f, -0.8f};

    assertThat(train().of(asked)).containsExactly(train().of(asked));
    assertThat((double) train().of(asked)[0]).isCloseTo(-0.24, within(0.08));
  }

  private BoostedTrees train() {
    return BoostedTrees.train(x, y, importance, ROUNDED, 1);
  }
}
