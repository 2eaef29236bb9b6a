package io.efollowup.glucose.metrics;

/** What is known of one metric: a finite number, or why there is none. */
public sealed interface MetricValue {

  /**
   * A number.
   *
   * @param value finite; its unit is the metric's
   */
  record Known(double value) implements MetricValue {
    public Known {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a known metric is a finite number");
      }
    }
  }

  /**
   * No number can be given honestly.
   *
   * @param reason a sentence for people
   */
  record Unavailable(String reason) implements MetricValue {}
}
