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
  private final int[] places;
  private final byte[] states;
  private int[] bounds = new int[16];
  private int count;

  private EpisodeFinder(int[] places, byte[] states, int pointsToBegin, int pointsToEnd) {
    this.places = places;
    this.states = states;
    this.pointsToBegin = pointsToBegin;
    this.pointsToEnd = pointsToEnd;
  }

  /** Episodes beyond a bound in mg/dL, begun and ended by runs of so many points. */
  static EpisodeFinder find(
      DayGrid grid, Side side, double bound, int pointsToBegin, int pointsToEnd) {
    int[] places = places(grid);
    EpisodeFinder finder =
        new EpisodeFinder(places, states(grid, places, side, bound), pointsToBegin, pointsToEnd);
    finder.findAll();
    return finder;
  }

  int count() {
    return count;
  }

  /** Index in the grid of the first point of an episode. */
  int first(int episode) {
    return places[bounds[2 * episode]];
  }

  /** Index in the grid of the last point of an episode. */
  int last(int episode) {
    return places[bounds[2 * episode + 1] - 1];
  }

  /** Points of an episode. */
  int points(int episode) {
    return bounds[2 * episode + 1] - bounds[2 * episode];
  }

  /** Whether the data goes on after the episode, so that it ended by recovery. */
  boolean recovered(int episode) {
    int next = bounds[2 * episode + 1];
    return next < states.length && states[next] != UNKNOWN;
  }

  /** Points of all episodes together. */
  long points() {
    long points = 0;
    for (int i = 0; i < count; i++) {
      points += points(i);
    }
    return points;
  }

  /** The points of the grid but for times of day that the clock skipped: no time passed there. */
  private static int[] places(DayGrid grid) {
    int[] places = new int[grid.size()];
    int count = 0;
    for (int i = 0; i < grid.size(); i++) {
      if (!grid.isSkipped(i)) {
        places[count++] = i;
      }
    }
    return Arrays.copyOf(places, count);
  }

  private static byte[] states(DayGrid grid, int[] places, Side side, double bound) {
    byte[] states = new byte[places.length];
    for (int i = 0; i < states.length; i++) {
      double value = grid.judged(places[i]);
      boolean outside = side == Side.BELOW ? value < bound : value > bound;
      states[i] = Double.isNaN(value) ? UNKNOWN : outside ? OUTSIDE : INSIDE;
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
