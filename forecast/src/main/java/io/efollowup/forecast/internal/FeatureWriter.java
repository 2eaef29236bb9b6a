package io.efollowup.forecast.internal;

/** Collects the inputs of a net, each kept within what training can have seen. Not thread-safe. */
public final class FeatureWriter {
  private static final double WIDEST = 6;

  private final float[] values;
  private int count;

  public FeatureWriter(int size) {
    this.values = new float[size];
  }

  public void add(double value) {
    values[count++] = (float) Math.clamp(value, -WIDEST, WIDEST);
  }

  /** The inputs, all of them. */
  public float[] values() {
    if (count != values.length) {
      throw new IllegalStateException(count + " inputs of " + values.length);
    }
    return values;
  }
}
