package io.efollowup.bench.hub;

import java.util.Arrays;
import java.util.List;

/** Nanoseconds from send to acknowledgement, one a message. Not safe for use by several threads. */
final class Latencies {
  private long[] nanos = new long[1 << 10];
  private int count;
  private long late;

  void add(long latency) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = latency;
  }

  /** An acknowledgement that came when the time was up: it counts as one, and has no latency. */
  void addLate() {
    late++;
  }

  /** Acknowledgements of several connections, late ones included. */
  static long acknowledged(List<Latencies> parts) {
    return parts.stream().mapToLong(part -> part.count + part.late).sum();
  }

  /** All of several connections, in order of size. */
  static long[] sorted(List<Latencies> parts) {
    long[] all = new long[parts.stream().mapToInt(part -> part.count).sum()];
    int end = 0;
    for (Latencies part : parts) {
      System.arraycopy(part.nanos, 0, all, end, part.count);
      end += part.count;
    }
    Arrays.sort(all);
    return all;
  }
}
