package io.efollowup.forecast.internal;

/**
 * The function between layers: x times the logistic function of x. The latter is taken from the
 * continued fraction of tanh, to within 5e-5: no table and no branch, so that the compiler turns
 * the loops into vector instructions. Keeps its working space; not thread-safe.
 */
final class Silu {
  /** Half of the argument at which the fraction reaches one. */
  private static final float END = 4.97f;

  private final float[] above;
  private final float[] below;

  Silu(int width) {
    this.above = new float[width];
    this.below = new float[width];
  }

  /** Replaces values by what the function gives. */
  void apply(float[] values) {
    fraction(values);
    for (int j = 0; j < values.length; j++) {
      values[j] *= 0.5f + 0.5f * above[j] / below[j];
    }
  }

  /** Replaces values by what the function gives, and writes its slopes. */
  void apply(float[] values, float[] slopes) {
    fraction(values);
    for (int j = 0; j < values.length; j++) {
      above[j] = 0.5f + 0.5f * above[j] / below[j];
    }
    for (int j = 0; j < values.length; j++) {
      float open = above[j];
      slopes[j] = open * (1 + values[j] * (1 - open));
      values[j] *= open;
    }
  }

  private void fraction(float[] values) {
    for (int j = 0; j < values.length; j++) {
      above[j] = Math.min(END, Math.max(-END, 0.5f * values[j]));
    }
    for (int j = 0; j < values.length; j++) {
      float square = above[j] * above[j];
      below[j] = 135135 + square * (62370 + square * (3150 + square * 28));
    }
    for (int j = 0; j < values.length; j++) {
      float square = above[j] * above[j];
      above[j] *= 135135 + square * (17325 + square * (378 + square));
    }
  }
}
