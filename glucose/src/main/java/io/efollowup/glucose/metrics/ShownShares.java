package io.efollowup.glucose.metrics;

/** Rounds shares for people so that what they read adds up to 100 percent. */
final class ShownShares {
  private ShownShares() {}

  /** Shares in tenths of a percent, adding up to 1000, or all zero for nothing. */
  static long[] tenths(long[] counts, long total) {
    long[] tenths = new long[counts.length];
    if (total == 0) {
      return tenths;
    }
    long left = 1000;
    for (int i = 0; i < counts.length; i++) {
      if (isSmall(counts[i], total)) {
        tenths[i] = Math.max(1, Math.round(1000.0 * counts[i] / total));
        left -= tenths[i];
      }
    }
    roundWhole(counts, total, left, tenths);
    return tenths;
  }

  private static boolean isSmall(long count, long total) {
    return count > 0 && count * 100 < total;
  }

  private static void roundWhole(long[] counts, long total, long left, long[] tenths) {
    double[] remainders = new double[counts.length];
    long given = 0;
    for (int i = 0; i < counts.length; i++) {
      remainders[i] = Double.NEGATIVE_INFINITY;
      if (counts[i] > 0 && !isSmall(counts[i], total)) {
        double percent = 100.0 * counts[i] / total;
        tenths[i] = (long) percent * 10;
        remainders[i] = percent - Math.floor(percent);
        given += tenths[i];
      }
    }
    for (; given + 10 <= left; given += 10) {
      int next = largest(remainders);
      tenths[next] += 10;
      remainders[next] -= 1;
    }
    // Tenths that zones raised to their 0.1 took too many are least missed in the largest zone.
    tenths[given <= left ? largest(remainders) : largest(counts)] += left - given;
  }

  private static int largest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  private static int largest(long[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
