package io.efollowup.glucose.metrics;

import io.efollowup.glucose.metrics.MageSegment.Amplitudes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Mean amplitude of glycaemic excursions (Service et al., Diabetes 19:644, 1970) over the
 * five-minute grid. The grid is cut where more than three hours are missing; each stretch is
 * weighed by its length. Conventions, those of iglu's included: a stretch too short or too flat
 * does not count, nor does one without any excursion; one with falls only leaves {@link #plus()}
 * open, one with rises only {@link #minus()}, and neither has a larger of the two.
 */
final class Mage {
  /** Minutes between the points of the grid it is defined on. */
  static final int STEP_MINUTES = 5;

  private static final int LONGEST_GAP = 180 / STEP_MINUTES;

  private final List<Stretch> stretches = new ArrayList<>();

  private record Stretch(double weight, Amplitudes found) {}

  private Mage(DayGrid grid) {
    int start = -1;
    int last = -1;
    for (int i = 0; i < grid.size(); i++) {
      if (Double.isNaN(grid.value(i))) {
        continue;
      }
      if (start >= 0 && i - last - 1 > LONGEST_GAP) {
        add(grid.values(start, last + 1));
        start = i;
      }
      start = start < 0 ? i : start;
      last = i;
    }
    if (start >= 0) {
      add(grid.values(start, last + 1));
    }
  }

  /**
   * Looks at a grid.
   *
   * @throws IllegalArgumentException if its points are not five minutes apart
   */
  static Mage of(DayGrid grid) {
    if (grid.intervalMinutes() != STEP_MINUTES) {
      throw new IllegalArgumentException("MAGE is defined on a grid of five minutes");
    }
    return new Mage(grid);
  }

  /** Whether no stretch is long and varied enough to look at. */
  boolean isEmpty() {
    return stretches.isEmpty();
  }

  /** Mean height of the rises; NaN where a stretch has falls only. */
  double plus() {
    return mean(Amplitudes::plus, false);
  }

  /** Mean height of the falls; NaN where a stretch has rises only. */
  double minus() {
    return mean(Amplitudes::minus, false);
  }

  /** Mean of rises and falls. */
  double average() {
    double weights = 0;
    double sum = 0;
    for (Stretch stretch : stretches) {
      for (double height : new double[] {stretch.found.plus(), stretch.found.minus()}) {
        if (!Double.isNaN(height)) {
          weights += stretch.weight;
          sum += stretch.weight * height;
        }
      }
    }
    return sum / weights;
  }

  /** The larger of the two in each stretch that has both. */
  double larger() {
    return mean(found -> Math.max(found.plus(), found.minus()), true);
  }

  /** Rises or falls, whichever come first in each stretch: the original definition. */
  double service() {
    return mean(found -> found.plusFirst() ? found.plus() : found.minus(), true);
  }

  private void add(double[] values) {
    if (MageSegment.isEnough(values)) {
      stretches.add(new Stretch(values.length - 1, MageSegment.of(values)));
    }
  }

  private double mean(ToDoubleFunction<Amplitudes> height, boolean leaveOutUnknown) {
    double weights = 0;
    double sum = 0;
    for (Stretch stretch : stretches) {
      double value = height.applyAsDouble(stretch.found);
      boolean leaveOut = leaveOutUnknown || stretch.found.isEmpty();
      if (!(leaveOut && Double.isNaN(value))) {
        weights += stretch.weight;
        sum += stretch.weight * value;
      }
    }
    return sum / weights;
  }
}
