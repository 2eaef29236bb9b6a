package io.efollowup.glucose.metrics;

/** Statistics over primitive arrays. */
final class Statistics {
  private Statistics() {}

  static double mean(double[] values, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum / count;
  }

  /**
   * Sample standard deviation (n - 1), in two passes so that nothing cancels; NaN for fewer than
   * two values.
   */
  static double standardDeviation(double[] values, int count, double mean) {
    if (count < 2) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double difference = values[i] - mean;
      sum += difference * difference;
    }
    return Math.sqrt(sum / (count - 1));
  }

  /** Quantile of the first {@code count} ascending values by R's type 7, its default. */
  static double quantile(double[] sorted, int count, double probability) {
    double position = (count - 1) * probability;
    int below = (int) position;
    int above = Math.min(below + 1, count - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
