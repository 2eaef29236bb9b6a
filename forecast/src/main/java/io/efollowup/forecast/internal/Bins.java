package io.efollowup.forecast.internal;

import java.util.Arrays;

/**
 * Cases cut into few classes for each input, about equally many in each.
 *
 * @param cuts ascending, for each input; a class ends with its cut
 * @param classes the class of each case, for each input
 */
record Bins(float[][] cuts, byte[][] classes) {
  /** Classes of an input. */
  static final int MOST = 64;

  static Bins of(float[][] cases) {
    int inputs = cases[0].length;
    float[][] cuts = new float[inputs][];
    byte[][] classes = new byte[inputs][cases.length];
    for (int input = 0; input < inputs; input++) {
      cuts[input] = cuts(cases, input);
      for (int n = 0; n < cases.length; n++) {
        int found = Arrays.binarySearch(cuts[input], cases[n][input]);
        classes[input][n] = (byte) (found < 0 ? -1 - found : found);
      }
    }
    return new Bins(cuts, classes);
  }

  private static float[] cuts(float[][] cases, int input) {
    float[] sorted = new float[cases.length];
    for (int n = 0; n < sorted.length; n++) {
      sorted[n] = cases[n][input];
    }
    Arrays.sort(sorted);
    float[] cuts = new float[MOST - 1];
    int count = 0;
    for (int cut = 1; cut < MOST; cut++) {
      float value = sorted[(int) ((long) cut * sorted.length / MOST)];
      boolean last = value == sorted[sorted.length - 1];
      if (!last && (count == 0 || cuts[count - 1] < value)) {
        cuts[count++] = value;
      }
    }
    return Arrays.copyOf(cuts, count);
  }
}
