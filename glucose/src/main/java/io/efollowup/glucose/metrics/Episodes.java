package io.efollowup.glucose.metrics;

import java.util.Arrays;
import java.util.function.DoublePredicate;

/**
 * Episodes by the international consensus (Battelino et al., Lancet Diabetes Endocrinol 11:42,
 * 2023), found on the grid: one begins with the first point of a long enough run outside the limit
 * and ends before the first long enough run back inside, or where the data breaks off. Shorter
 * returns do not end it.
 */
final class Episodes {
  private final DayGrid grid;
  private int[] starts = new int[8];
  private int[] ends = new int[8];
  private int count;

  private Episodes(DayGrid grid) {
    this.grid = grid;
  }

  /** Episodes that begin with this many minutes outside and end with that many inside. */
  static Episodes of(DayGrid grid, DoublePredicate outside, int beginMinutes, int endMinutes) {
    int step = grid.intervalMinutes();
    return new Episodes(grid)
        .find(outside, Math.ceilDiv(beginMinutes, step), Math.ceilDiv(endMinutes, step));
  }

  /** Episodes that begin with more than 120 minutes outside. */
  static Episodes extended(DayGrid grid, DoublePredicate outside) {
    int step = grid.intervalMinutes();
    return new Episodes(grid).find(outside, 120 / step + 1, Math.ceilDiv(15, step));
  }

  int count() {
    return count;
  }

  /** Mean minutes of an episode; 0 where there is none, as iglu has it. */
  double meanMinutes() {
    long points = 0;
    for (int i = 0; i < count; i++) {
      points += ends[i] - starts[i];
    }
    return count == 0 ? 0 : (double) points * grid.intervalMinutes() / count;
  }

  private Episodes find(DoublePredicate outside, int pointsToBegin, int pointsToEnd) {
    int i = 0;
    while (i < grid.size()) {
      int segmentEnd = i;
      while (segmentEnd < grid.size() && !Double.isNaN(grid.value(segmentEnd))) {
        segmentEnd++;
      }
      findWithin(i, segmentEnd, outside, pointsToBegin, pointsToEnd);
      i = segmentEnd + 1;
    }
    return this;
  }

  private void findWithin(int from, int to, DoublePredicate outside, int begin, int end) {
    int start = runOf(begin, from, to, outside);
    while (start < to) {
      int stop = runOf(end, start, to, outside.negate());
      add(start, stop);
      start = runOf(begin, stop, to, outside);
    }
  }

  /** First point of the first run of at least this length, or {@code to}. */
  private int runOf(int length, int from, int to, DoublePredicate state) {
    int run = 0;
    for (int i = from; i < to; i++) {
      run = state.test(grid.value(i)) ? run + 1 : 0;
      if (run == length) {
        return i - length + 1;
      }
    }
    return to;
  }

  private void add(int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count++] = end;
  }
}
