package io.efollowup.forecast.internal;

/** The gradient of a loss over a batch, by weights in rows. */
interface Gradient {
  /**
   * Computes the gradient.
   *
   * @param x inputs of each case of a full batch
   * @param y what came
   * @param importance weight of each case's errors
   * @return rows as those of the weights; valid until the next call
   */
  float[][] of(float[][] weights, float[][] x, float[][] y, float[] importance);
}
