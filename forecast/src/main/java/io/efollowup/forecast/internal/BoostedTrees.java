package io.efollowup.forecast.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Gradient boosting of the absolute error, several targets each by trees of their own. The absolute
 * error is bounded from above by a parabola at each round (as in reweighted least squares), so that
 * a leaf is a weighted mean. Immutable.
 *
 * @param trees the trees of each target
 */
public record BoostedTrees(List<List<RegressionTree>> trees) {
  private static final int ROUNDS = 120;
  private static final float RATE = 0.1f;

  /**
   * Trains trees.
   *
   * @param x inputs of each case
   * @param y targets of each case
   * @param importance weight of each case's errors
   * @param rounded absolute errors below this count by their square
   */
  public static BoostedTrees train(
      float[][] x, float[][] y, float[] importance, float rounded, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeGrower grower = new TreeGrower(Bins.of(x));
    float[] pulls = new float[x.length];
    float[] weights = new float[x.length];
    List<List<RegressionTree>> trees = new ArrayList<>();
    for (int target = 0; target < y[0].length; target++) {
      float[] fitted = new float[x.length];
      List<RegressionTree> of = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        for (int n = 0; n < x.length; n++) {
          float error = y[n][target] - fitted[n];
          weights[n] = importance[n] / Math.max(Math.abs(error), rounded);
          pulls[n] = weights[n] * error;
        }
        of.add(grower.grow(pulls, weights, RATE, fitted, random));
      }
      trees.add(List.copyOf(of));
    }
    return new BoostedTrees(List.copyOf(trees));
  }

  /** What is expected of each target. */
  public float[] of(float[] x) {
    float[] values = new float[trees.size()];
    for (int target = 0; target < values.length; target++) {
      for (RegressionTree tree : trees.get(target)) {
        values[target] += tree.of(x);
      }
    }
    return values;
  }
}
