package io.efollowup.glucose.metrics;

/** Numbers collected for their mean and deviation; what is not a number is left out. */
final class Sample {
  private final double[] values;
  private int count;

  Sample(int capacity) {
    this.values = new double[capacity];
  }

  void add(double value) {
    if (!Double.isNaN(value)) {
      values[count++] = value;
    }
  }

  void clear() {
    count = 0;
  }

  /** NaN when empty. */
  double mean() {
    return Statistics.mean(values, count);
  }

  /** NaN for fewer than two numbers. */
  double deviation() {
    return Statistics.standardDeviation(values, count, mean());
  }
}
