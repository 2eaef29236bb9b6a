package io.efollowup.forecast.internal;

/**
 * Two heads for the same targets: the first outputs are means (squared error), the others medians
 * (absolute error, rounded near zero).
 *
 * @param targets how many targets a case has; there are twice as many outputs
 * @param rounded absolute errors below this count by their square
 */
public record MeanAndMedian(int targets, float rounded) implements Loss {
  private static final float SQUARED_SHARE = 0.15f;

  public int outputs() {
    return 2 * targets;
  }

  @Override
  public void slope(float[] outputs, float[] target, float importance) {
    float share = importance / targets;
    for (int i = 0; i < targets; i++) {
      float mean = outputs[i] - target[i];
      outputs[i] = 2 * SQUARED_SHARE * importance * mean * share;
      float median = (outputs[targets + i] - target[i]) / rounded;
      outputs[targets + i] = Math.clamp(median, -1, 1) * share;
    }
  }
}
