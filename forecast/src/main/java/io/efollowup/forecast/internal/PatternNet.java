package io.efollowup.forecast.internal;

import java.util.SplittableRandom;

/**
 * A net as {@link Net} is, joined with three small convolutions that look for patterns anywhere in
 * a sequence. Immutable once trained, and usable by many threads.
 *
 * <p>Its weights are rows: the convolutions, each with its constants, then those of {@link Net}, of
 * which the second layer sees the first and the patterns.
 */
public final class PatternNet {
  private final PatternShape shape;
  private final float[][] rows;

  /** A net of these weights, which nobody changes any more. */
  PatternNet(PatternShape shape, float[][] rows) {
    this.shape = shape;
    this.rows = rows;
  }

  /** Random first weights. */
  static float[][] drawn(PatternShape shape, SplittableRandom random) {
    float[][] rows = shape.zeros();
    for (int layer = 0; layer < PatternShape.convolutions(); layer++) {
      Net.draw(rows, shape.convolutionAt(layer), shape.patch(layer), random);
    }
    Net.draw(rows, shape.first(), shape.inputs(), random);
    Net.draw(rows, shape.second(), shape.joined(), random);
    Net.draw(rows, shape.third(), shape.hidden(), random);
    return rows;
  }

  /** The outputs for these inputs, the sequence after the others. */
  public float[] outputs(float[] x) {
    PatternPass pass = new PatternPass(shape, 1);
    float[] y = new float[shape.outputs()];
    pass.forward(rows, x, 0, y);
    return y;
  }
}
