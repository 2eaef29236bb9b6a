package io.efollowup.forecast.internal;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Grows regression trees from sums over classes of the inputs. Each case has a pull (slope of its
 * loss, downwards) and a weight; a leaf's value is the sum of pulls over the sum of weights. Keeps
 * its working space; not thread-safe.
 */
final class TreeGrower {
  private static final int DEPTH = 6;
  private static final int FEWEST_CASES = 40;
  private static final double INPUT_SHARE = 0.5;

  /** Sums of one class: pull, weight, cases. */
  private static final int SUMS = 3;

  private static final int WIDTH = SUMS * Bins.MOST;

  private final Bins bins;
  private final int[] cases;
  private final int[] spare;
  private final boolean[] asked;
  private final int[] input = new int[2 << DEPTH];
  private final float[] cut = new float[2 << DEPTH];
  private final int[] above = new int[2 << DEPTH];
  private final float[] value = new float[2 << DEPTH];
  private int nodes;
  private float[] pull = {};
  private float[] weight = {};

  TreeGrower(Bins bins) {
    this.bins = bins;
    this.cases = new int[bins.classes()[0].length];
    this.spare = new int[cases.length];
    this.asked = new boolean[bins.cuts().length];
  }

  /**
   * Grows a tree.
   *
   * @param rate what leaves are multiplied by
   * @param fitted the tree's value for each case is added here
   */
  RegressionTree grow(
      float[] pulls, float[] weights, float rate, float[] fitted, SplittableRandom random) {
    pull = pulls;
    weight = weights;
    nodes = 0;
    for (int n = 0; n < cases.length; n++) {
      cases[n] = n;
    }
    for (int i = 0; i < asked.length; i++) {
      asked[i] = random.nextDouble() < INPUT_SHARE;
    }
    split(0, cases.length, 0, sums(0, cases.length), rate, fitted);
    return new RegressionTree(
        Arrays.copyOf(input, nodes),
        Arrays.copyOf(cut, nodes),
        Arrays.copyOf(above, nodes),
        Arrays.copyOf(value, nodes));
  }

  private double[][] sums(int from, int to) {
    double[][] sums = new double[asked.length][];
    for (int i = 0; i < asked.length; i++) {
      if (asked[i]) {
        double[] of = new double[WIDTH];
        byte[] classes = bins.classes()[i];
        for (int k = from; k < to; k++) {
          int n = cases[k];
          int at = SUMS * classes[n];
          of[at] += pull[n];
          of[at + 1] += weight[n];
          of[at + 2]++;
        }
        sums[i] = of;
      }
    }
    return sums;
  }

  private void split(int from, int to, int depth, double[][] sums, float rate, float[] fitted) {
    int node = nodes++;
    Best best = depth < DEPTH ? best(sums) : Best.NONE;
    if (best.input() < 0) {
      leaf(node, from, to, rate, fitted);
      return;
    }
    int middle = part(from, to, bins.classes()[best.input()], best.last());
    boolean firstIsLess = middle - from <= to - middle;
    double[][] less = firstIsLess ? sums(from, middle) : sums(middle, to);
    subtract(sums, less);
    input[node] = best.input();
    cut[node] = bins.cuts()[best.input()][best.last()];
    split(from, middle, depth + 1, firstIsLess ? less : sums, rate, fitted);
    above[node] = nodes;
    split(middle, to, depth + 1, firstIsLess ? sums : less, rate, fitted);
  }

  private void leaf(int node, int from, int to, float rate, float[] fitted) {
    double pulls = 0;
    double weights = 0;
    for (int k = from; k < to; k++) {
      pulls += pull[cases[k]];
      weights += weight[cases[k]];
    }
    input[node] = -1;
    value[node] = weights == 0 ? 0 : (float) (rate * pulls / weights);
    for (int k = from; k < to; k++) {
      fitted[cases[k]] += value[node];
    }
  }

  /** Where to split: an input and the last class below. */
  private record Best(int input, int last, double gain) {
    static final Best NONE = new Best(-1, 0, 0);
  }

  private Best best(double[][] sums) {
    Best best = Best.NONE;
    for (int i = 0; i < sums.length; i++) {
      if (asked[i]) {
        best = better(best, i, sums[i]);
      }
    }
    return best;
  }

  private Best better(Best best, int input, double[] sums) {
    double pulls = 0;
    double weights = 0;
    double count = 0;
    for (int at = 0; at < WIDTH; at += SUMS) {
      pulls += sums[at];
      weights += sums[at + 1];
      count += sums[at + 2];
    }
    double whole = pulls * pulls / weights;
    double below = 0;
    double weightBelow = 0;
    double countBelow = 0;
    Best found = best;
    for (int last = 0; last < bins.cuts()[input].length; last++) {
      below += sums[SUMS * last];
      weightBelow += sums[SUMS * last + 1];
      countBelow += sums[SUMS * last + 2];
      if (countBelow >= FEWEST_CASES && count - countBelow >= FEWEST_CASES) {
        double rest = pulls - below;
        double gain = below * below / weightBelow + rest * rest / (weights - weightBelow) - whole;
        if (gain > found.gain()) {
          found = new Best(input, last, gain);
        }
      }
    }
    return found;
  }

  /** Brings the cases up to a class to the front, both sides in their order. */
  private int part(int from, int to, byte[] classes, int last) {
    int middle = from;
    int others = 0;
    for (int k = from; k < to; k++) {
      if (classes[cases[k]] <= last) {
        cases[middle++] = cases[k];
      } else {
        spare[others++] = cases[k];
      }
    }
    System.arraycopy(spare, 0, cases, middle, others);
    return middle;
  }

  private static void subtract(double[][] from, double[][] what) {
    for (int i = 0; i < from.length; i++) {
      if (from[i] != null) {
        for (int j = 0; j < WIDTH; j++) {
          from[i][j] -= what[i][j];
        }
      }
    }
  }
}
