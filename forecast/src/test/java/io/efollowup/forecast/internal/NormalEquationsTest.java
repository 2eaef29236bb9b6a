package io.efollowup.forecast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NormalEquationsTest {
  @Test
  void shouldFindTheCoefficientsThatMadeTheCases() {
    NormalEquations equations = new NormalEquations(3, 2);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50; i++) {
      double[] x = {1, random.nextDouble(), random.nextDouble()};
      equations.add(x, new double[] {2 - x[1] + 3 * x[2], 5 * x[1]});
    }

    double[][] coefficients = equations.solve();

    assertThat(coefficients[0]).containsExactly(new double[] {2, -1, 3}, within(1e-9));
    assertThat(coefficients[1]).containsExactly(new double[] {0, 5, 0}, within(1e-9));
  }

  @Test
  void shouldGiveNoWeightToAnInputThatOthersImply() {
    NormalEquations equations = new NormalEquations(4, 1);
    for (int i = 0; i < 50; i++) {
      equations.add(new double[] {1, i / 50.0, 7, 0}, new double[] {1 + i});
    }

    assertThat(equations.solve()[0]).containsExactly(new double[] {1, 50, 0, 0}, within(1e-6));
  }

  @Test
  void shouldHeedWeights() {
    NormalEquations equations = new NormalEquations(1, 1);
    double[] one = {1};
    equations.add(one, 0, 10, 3);
    equations.add(one, 0, 20, 1);

    assertThat(equations.solve()[0][0]).isCloseTo(12.5, within(1e-12));
  }
}
