package io.efollowup.bench.hub;

import java.time.Duration;
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
 * @param processorMicros the target's processor time for each of them; on a machine that does other
 *     things besides, it says more than the rate
 */
record Figures(
    double messagesPerSecond, double p50Millis, double p99Millis, double processorMicros) {
  /** The names of what {@link #csv()} writes. */
  static final String COLUMNS = "messages_per_second,p50_ms,p99_ms,cpu_us";

  /**
   * @param processor time of the target meanwhile
   */
  static Figures of(long[] sortedNanos, double seconds, Duration processor) {
    return new Figures(
        sortedNanos.length / seconds,
        millis(sortedNanos, 0.50),
        millis(sortedNanos, 0.99),
        processor.toNanos() / 1e3 / sortedNanos.length);
  }

  /** Of each figure by itself. */
  static Figures median(List<Figures> runs) {
    return new Figures(
        median(runs, Figures::messagesPerSecond),
        median(runs, Figures::p50Millis),
        median(runs, Figures::p99Millis),
        median(runs, Figures::processorMicros));
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
    return String.format(
        Locale.ROOT,
        "%.0f,%.2f,%.2f,%.1f",
        messagesPerSecond,
        p50Millis,
        p99Millis,
        processorMicros);
  }
}
