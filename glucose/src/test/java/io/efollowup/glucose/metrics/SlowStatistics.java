package io.efollowup.glucose.metrics;

import java.util.List;

/** Statistics by their textbook definitions. */
final class SlowStatistics {
  private SlowStatistics() {}

  static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  static double deviation(List<Double> values) {
    double mean = mean(values);
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return values.size() < 2 ? Double.NaN : Math.sqrt(squares / (values.size() - 1));
  }

  /** R's type 7 by its definition in words: the (n - 1) p-th value, counted from nought. */
  static double quantile(List<Double> sorted, double p) {
    double place = (sorted.size() - 1) * p;
    double low = sorted.get((int) Math.floor(place));
    double high = sorted.get((int) Math.ceil(place));
    return low * (1 - place % 1) + high * (place % 1);
  }
}
