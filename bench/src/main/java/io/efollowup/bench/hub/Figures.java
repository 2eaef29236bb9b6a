package io.efollowup.bench.hub;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What one measurement found.
 *
 * @param messagesPerSecond acknowledged
 * @param p50Millis from send to acknowledgement
 * @param p99Millis from send to acknowledgement
 */
record Figures(double messagesPerSecond, double p50Millis, double p99Millis) {
  static Figures of(long[] sortedNanos, double seconds) {
    return new Figures(
        sortedNanos.length / seconds, millis(sortedNanos, 0.50), millis(sortedNanos, 0.99));
  }

  /** Of each figure by itself. */
  static Figures median(List<Figures> runs) {
    return new Figures(
        median(runs, Figures::messagesPerSecond),
        median(runs, Figures::p50Millis),
        median(runs, Figures::p99Millis));
  }

  private static double median(List<Figures> runs, ToDoubleFunction<Figures> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(Double.NaN);
  }

  private static double millis(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.round(share * (sorted.length - 1))] / 1e6;
  }

  /** As columns of a table. */
  String csv() {
    return String.format(Locale.ROOT, "%.0f,%.2f,%.2f", messagesPerSecond, p50Millis, p99Millis);
  }
}
