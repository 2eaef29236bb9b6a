package io.efollowup.forecast.outlook;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Conformal calibration: for each stratum, quantile and step a factor on the distance from the
 * median to the quantile, such that on people not trained on as many values lie beyond as should
 * (conformalised quantile regression, Romano and others 2019, in its scaled form and each side by
 * itself). Steps next to each other share their cases.
 *
 * @param factors by stratum, quantile (the median's are 1) and step
 */
record IntervalCalibration(float[][][] factors) {
  private static final int NEIGHBOURS = 2;
  private static final int FEWEST = 300;
  private static final float LEAST_DISTANCE = 0.5f / Heads.SCALE_MGDL;
  private static final float SMALLEST = 0.2f;
  private static final float LARGEST = 5;
  private static final int LEVELS = Heads.LEVELS.length;

  /** Changes nothing. */
  static IntervalCalibration none() {
    float[][][] factors = new float[Strata.COUNT][LEVELS][Heads.STEPS];
    for (float[][] stratum : factors) {
      for (float[] level : stratum) {
        Arrays.fill(level, 1);
      }
    }
    return new IntervalCalibration(factors);
  }

  /**
   * Measures outputs of cases that were not trained on.
   *
   * @param outputs of each case
   */
  static IntervalCalibration of(Cases cases, float[][] outputs) {
    IntervalCalibration calibration = none();
    float[][][] ratios = new float[LEVELS][Heads.STEPS][cases.size()];
    float[] medians = new float[Heads.STEPS];
    for (int i = 0; i < cases.size(); i++) {
      float[][] distances = growing(outputs[i], medians);
      for (int level = 0; level < LEVELS; level++) {
        float side = level < Heads.MEDIAN ? -1 : 1;
        for (int step = 0; step < Heads.STEPS; step++) {
          float came = side * (cases.y()[i][step] - medians[step]);
          ratios[level][step][i] = came / distances[level][step];
        }
      }
    }
    for (int level = 0; level < LEVELS; level++) {
      for (int step = 0; step < Heads.STEPS && level != Heads.MEDIAN; step++) {
        float all = factor(cases, ratios[level], step, level, any -> true, 1);
        for (int stratum = 0; stratum < Strata.COUNT; stratum++) {
          int one = stratum;
          int region = stratum / Strata.IN_REGION;
          float near =
              factor(
                  cases, ratios[level], step, level, any -> any / Strata.IN_REGION == region, all);
          calibration.factors[stratum][level][step] =
              factor(cases, ratios[level], step, level, any -> any == one, near);
        }
      }
    }
    return calibration;
  }

  private static float factor(
      Cases cases, float[][] ratios, int step, int level, IntPredicate strata, float otherwise) {
    int from = Math.max(0, step - NEIGHBOURS);
    int to = Math.min(Heads.STEPS - 1, step + NEIGHBOURS);
    float[] of = new float[(to - from + 1) * cases.size()];
    int count = 0;
    for (int near = from; near <= to; near++) {
      for (int i = 0; i < cases.size(); i++) {
        if (strata.test(cases.stratum()[i]) && !Float.isNaN(ratios[near][i])) {
          of[count++] = ratios[near][i];
        }
      }
    }
    if (count < FEWEST) {
      return otherwise;
    }
    Arrays.sort(of, 0, count);
    double within = Math.max(Heads.LEVELS[level], 1 - Heads.LEVELS[level]);
    int rank = Math.min(count, (int) Math.ceil((count + 1) * within));
    return Math.clamp(of[rank - 1], SMALLEST, LARGEST);
  }

  /**
   * The distances from the median to each quantile at each step, none shorter than at the step
   * before: what is further off is never surer.
   *
   * @param medians filled with the medians of the steps, changes in the net's unit
   * @return by quantile and step, not negative
   */
  float[][] distances(float[] outputs, int stratum, float[] medians) {
    float[][] distances = growing(outputs, medians);
    for (int step = 0; step < Heads.STEPS; step++) {
      for (int level = 0; level < LEVELS; level++) {
        float scaled = distances[level][step] * factors[stratum][level][step];
        distances[level][step] = step == 0 ? scaled : Math.max(scaled, distances[level][step - 1]);
      }
      nest(distances, step);
    }
    return distances;
  }

  /** The net's own distances, each at least as long as at the step before. */
  private static float[][] growing(float[] outputs, float[] medians) {
    float[][] distances = new float[LEVELS][Heads.STEPS];
    float[] quantiles = new float[LEVELS];
    for (int step = 0; step < Heads.STEPS; step++) {
      OutlookNet.quantiles(outputs, step, quantiles);
      medians[step] = quantiles[Heads.MEDIAN];
      for (int level = 0; level < LEVELS; level++) {
        float least =
            step > 0 ? distances[level][step - 1] : level == Heads.MEDIAN ? 0 : LEAST_DISTANCE;
        distances[level][step] = Math.max(least, Math.abs(quantiles[level] - medians[step]));
      }
    }
    return distances;
  }

  /** A wider interval holds the narrower one. */
  private static void nest(float[][] distances, int step) {
    for (int level = Heads.MEDIAN + 1; level < LEVELS; level++) {
      distances[level][step] = Math.max(distances[level][step], distances[level - 1][step]);
      int low = LEVELS - 1 - level;
      distances[low][step] = Math.max(distances[low][step], distances[low + 1][step]);
    }
  }
}
