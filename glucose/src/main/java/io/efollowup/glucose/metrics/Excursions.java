package io.efollowup.glucose.metrics;

/**
 * Rises of at least a threshold between turning points, each from the lowest turn before to the
 * highest turn reached before glucose drops by more than the threshold. Falls are the rises of the
 * mirrored curve.
 */
final class Excursions {
  private static final int NONE = Integer.MAX_VALUE;

  private final double[] turns;
  private final double threshold;
  private double heights;
  private int count;
  private int firstStart = NONE;
  private int firstPeak = NONE;

  private Excursions(double[] turns, double threshold) {
    this.turns = turns;
    this.threshold = threshold;
    find();
  }

  static Excursions rises(double[] turns, double threshold) {
    return new Excursions(turns, threshold);
  }

  static Excursions falls(double[] turns, double threshold) {
    double[] mirrored = new double[turns.length];
    for (int i = 0; i < turns.length; i++) {
      mirrored[i] = -turns[i];
    }
    return new Excursions(mirrored, threshold);
  }

  /** NaN where there is none. */
  double meanHeight() {
    return heights / count;
  }

  /** Which turn the first one starts from; beyond all where there is none. */
  int firstStart() {
    return firstStart;
  }

  /** Which turn the first one ends at; beyond all where there is none. */
  int firstPeak() {
    return firstPeak;
  }

  private void find() {
    int from = 0;
    int j = 0;
    while (j < turns.length) {
      int lowest = lowest(from, j);
      if (turns[j] - turns[lowest] >= threshold) {
        j = rise(lowest, j);
        from = j;
      } else {
        j++;
      }
    }
  }

  private int lowest(int from, int to) {
    int lowest = from;
    for (int i = from + 1; i <= to; i++) {
      if (turns[i] < turns[lowest]) {
        lowest = i;
      }
    }
    return lowest;
  }

  /** Follows a rise to its peak and returns the turn at which the next search begins. */
  private int rise(int start, int reached) {
    int peak = reached;
    int k = reached;
    while (true) {
      if (turns[k] > turns[peak]) {
        peak = k;
      }
      if (turns[peak] - turns[k] > threshold || k == turns.length - 1) {
        add(start, peak);
        return k;
      }
      k++;
    }
  }

  private void add(int start, int peak) {
    heights += turns[peak] - turns[start];
    if (count++ == 0) {
      firstStart = start;
      firstPeak = peak;
    }
  }
}
