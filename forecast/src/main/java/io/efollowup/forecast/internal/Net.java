package io.efollowup.forecast.internal;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A small net: two hidden layers with SiLU and a linear path past them. Immutable once trained, and
 * usable by many threads.
 *
 * <p>Its weights are rows: first layer, its constants, second layer, its constants, output layer,
 * its constants, the linear path.
 */
public final class Net {
  private final NetShape shape;
  private final float[][] rows;

  /** A net of these weights, which nobody changes any more. */
  Net(NetShape shape, float[][] rows) {
    this.shape = shape;
    this.rows = rows;
  }

  /**
   * A net of weights that {@link #weights} gave.
   *
   * @throws IllegalArgumentException where there are not as many as the shape has
   */
  public static Net of(NetShape shape, float[] weights) {
    if (weights.length != shape.weights()) {
      throw new IllegalArgumentException(
          "%d weights where the net's shape has %d".formatted(weights.length, shape.weights()));
    }
    float[][] rows = new float[shape.rows()][];
    int at = 0;
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Arrays.copyOfRange(weights, at, at + shape.width(row));
      at += shape.width(row);
    }
    return new Net(shape, rows);
  }

  /** Random first weights. */
  static float[][] drawn(NetShape shape, SplittableRandom random) {
    float[][] rows = shape.zeros();
    draw(rows, 0, shape.inputs(), random);
    draw(rows, shape.second(), shape.hidden(), random);
    draw(rows, shape.third(), shape.hidden(), random);
    return rows;
  }

  /** Fills rows {@code at} and on with random weights, smaller where there are more of them. */
  static void draw(float[][] rows, int at, int count, SplittableRandom random) {
    for (int row = at; row < at + count; row++) {
      for (int j = 0; j < rows[row].length; j++) {
        rows[row][j] = (float) (random.nextGaussian() / Math.sqrt(count));
      }
    }
  }

  public NetShape shape() {
    return shape;
  }

  /** A copy of all weights, row after row. */
  public float[] weights() {
    float[] weights = new float[shape.weights()];
    int at = 0;
    for (float[] row : rows) {
      System.arraycopy(row, 0, weights, at, row.length);
      at += row.length;
    }
    return weights;
  }

  /** The outputs for these inputs. */
  public float[] outputs(float[] x) {
    int hidden = shape.hidden();
    Silu silu = new Silu(hidden);
    float[] first = hidden(x, shape.inputs(), 0, silu);
    float[] second = hidden(first, hidden, shape.second(), silu);
    float[] y = rows[shape.third() + hidden].clone();
    Rows.addProduct(second, hidden, rows, shape.third(), y);
    Rows.addProduct(x, shape.inputs(), rows, shape.skip(), y);
    return y;
  }

  private float[] hidden(float[] x, int count, int at, Silu silu) {
    float[] y = rows[at + count].clone();
    Rows.addProduct(x, count, rows, at, y);
    silu.apply(y);
    return y;
  }
}
