package io.efollowup.glucose.metrics;

import io.efollowup.glucose.metrics.EpisodeKind.Side;
import java.util.Arrays;

/**
 * Finds episodes on the grid: one begins with the first point of a long enough run outside the
 * limit and ends before the first long enough run back inside, or where the data breaks off.
 * Shorter returns do not end it. A point at which the sensor said LOW or HIGH is outside every
 * limit on that side.
 */
final class EpisodeFinder {
  private static final byte UNKNOWN = -1;
  private static final byte INSIDE = 0;
  private static final byte OUTSIDE = 1;

  private final int pointsToBegin;
  private final int pointsToEnd;
  private final byte[] states;
  private int[] bounds = new int[16];
  private int count;

  private EpisodeFinder(byte[] states, int pointsToBegin, int pointsToEnd) {
    this.states = states;
    this.pointsToBegin = pointsToBegin;
    this.pointsToEnd = pointsToEnd;
  }

  /** Episodes beyond a bound in mg/dL, begun and ended by runs of so many points. */
  static EpisodeFinder find(
      DayGrid grid, Side side, double bound, int pointsToBegin, int pointsToEnd) {
    EpisodeFinder finder = new EpisodeFinder(states(grid, side, bound), pointsToBegin, pointsToEnd);
    finder.findAll();
    return finder;
  }

  int count() {
    return count;
  }

  /** Index of the first point of an episode. */
  int start(int episode) {
    return bounds[2 * episode];
  }

  /** Index after the last point of an episode. */
  int end(int episode) {
    return bounds[2 * episode + 1];
  }

  /** Whether the data goes on after the episode, so that it ended by recovery. */
  boolean recovered(int episode) {
    return end(episode) < states.length && states[end(episode)] != UNKNOWN;
  }

  /** Points of all episodes together. */
  long points() {
    long points = 0;
    for (int i = 0; i < count; i++) {
      points += end(i) - start(i);
    }
    return points;
  }

  private static byte[] states(DayGrid grid, Side side, double bound) {
    byte[] states = new byte[grid.size()];
    for (int i = 0; i < states.length; i++) {
      double value = grid.value(i);
      if (grid.isLow(i)) {
        states[i] = side == Side.BELOW ? OUTSIDE : INSIDE;
      } else if (grid.isHigh(i)) {
        states[i] = side == Side.ABOVE ? OUTSIDE : INSIDE;
      } else if (Double.isNaN(value)) {
        states[i] = UNKNOWN;
      } else {
        states[i] = (side == Side.BELOW ? value < bound : value > bound) ? OUTSIDE : INSIDE;
      }
    }
    return states;
  }

  private void findAll() {
    int i = 0;
    while (i < states.length) {
      int segmentEnd = i;
      while (segmentEnd < states.length && states[segmentEnd] != UNKNOWN) {
        segmentEnd++;
      }
      findWithin(i, segmentEnd);
      i = segmentEnd + 1;
    }
  }

  private void findWithin(int from, int to) {
    int start = runOf(OUTSIDE, pointsToBegin, from, to);
    while (start < to) {
      int stop = runOf(INSIDE, pointsToEnd, start, to);
      add(start, stop);
      start = runOf(OUTSIDE, pointsToBegin, stop, to);
    }
  }

  /** First point of the first run of at least this length, or {@code to}. */
  private int runOf(byte state, int length, int from, int to) {
    int run = 0;
    for (int i = from; i < to; i++) {
      run = states[i] == state ? run + 1 : 0;
      if (run == length) {
        return i - length + 1;
      }
    }
    return to;
  }

  private void add(int start, int end) {
    if (2 * count == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * bounds.length);
    }
    bounds[2 * count] = start;
    bounds[2 * count + 1] = end;
    count++;
  }
}
