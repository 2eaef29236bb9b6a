package io.efollowup.forecast.quality;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How sure figures are, by patient: the forecasts of one patient are alike, so whole patients are
 * drawn with replacement, a thousand times, and the middle 95 % of what comes out is the interval
 * (Efron's percentile interval). The same seed draws the same patients. Immutable.
 */
final class Bootstrap {
  private static final int REPLICATES = 1000;
  private static final double OUTSIDE = 0.025;

  private final int patients;
  private final int[][] draws = new int[REPLICATES][];

  Bootstrap(int patients, long seed) {
    this.patients = patients;
    SplittableRandom random = new SplittableRandom(seed);
    for (int replicate = 0; replicate < REPLICATES; replicate++) {
      int[] times = new int[patients];
      for (int i = 0; i < patients; i++) {
        times[random.nextInt(patients)]++;
      }
      draws[replicate] = times;
    }
  }

  /** The value of a figure where each patient counts once. */
  double value(ToDoubleFunction<int[]> figure) {
    int[] once = new int[patients];
    Arrays.fill(once, 1);
    return figure.applyAsDouble(once);
  }

  /**
   * The interval of a figure.
   *
   * @param figure from how often each patient counts; NaN where they have nothing to do with it
   * @return empty where that is so in more than a tenth of the draws
   */
  Optional<Estimate.Interval> interval(ToDoubleFunction<int[]> figure) {
    double[] values =
        Arrays.stream(draws)
            .mapToDouble(figure)
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    if (values.length * 10L < REPLICATES * 9L) {
      return Optional.empty();
    }
    int below = (int) (OUTSIDE * values.length);
    return Optional.of(new Estimate.Interval(values[below], values[values.length - 1 - below]));
  }
}
