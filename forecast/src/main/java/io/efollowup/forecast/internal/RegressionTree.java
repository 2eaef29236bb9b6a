package io.efollowup.forecast.internal;

/**
 * A regression tree. Immutable.
 *
 * @param input what each node asks for; -1 for a leaf
 * @param cut up to this value the way goes to the next node, else to {@code above}
 * @param above the node for greater values
 * @param value what a leaf gives
 */
public record RegressionTree(int[] input, float[] cut, int[] above, float[] value) {
  /** What the tree gives for a case. */
  public float of(float[] x) {
    int node = 0;
    while (input[node] >= 0) {
      node = x[input[node]] <= cut[node] ? node + 1 : above[node];
    }
    return value[node];
  }
}
