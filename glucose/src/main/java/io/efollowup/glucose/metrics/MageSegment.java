package io.efollowup.glucose.metrics;

import java.util.Arrays;

/**
 * Mean amplitudes of the rises and of the falls in one stretch of the five-minute grid, by the
 * moving-average algorithm of Fernandes et al. (J Diabetes Sci Technol 16:576, 2022).
 *
 * <p>Where the short moving average crosses the long one, glucose turned somewhere between: the
 * highest point while the short one is above, the lowest while it is below, is a turning point. A
 * rise or fall between turning points counts when it is at least one standard deviation of the
 * stretch.
 */
final class MageSegment {
  private static final int SHORT = 5;
  private static final int LONG = 32;
  private static final double ROUNDING = 1e-9;

  private final double[] values;
  private final double deviation;

  /** Glucose at the turning points, in order of time. */
  private final double[] turns;

  private MageSegment(double[] values, double deviation) {
    this.values = values;
    this.deviation = deviation;
    this.turns = turns();
  }

  /** Whether a stretch is as long as the long average and varies by at least 1 mg/dL. */
  static boolean isEnough(double[] values) {
    return values.length >= LONG && deviation(values) >= 1;
  }

  /** Amplitudes of a stretch that is enough and whose ends are numbers. */
  static Amplitudes of(double[] values) {
    return new MageSegment(values, deviation(values)).amplitudes();
  }

  /**
   * Mean heights.
   *
   * @param plus of the rises, in mg/dL; NaN where there is none
   * @param minus of the falls, in mg/dL; NaN where there is none
   * @param plusFirst whether the first excursion is a rise
   */
  record Amplitudes(double plus, double minus, boolean plusFirst) {
    /** Whether there is neither a rise nor a fall. */
    boolean isEmpty() {
      return Double.isNaN(plus) && Double.isNaN(minus);
    }
  }

  private Amplitudes amplitudes() {
    Excursions rises = Excursions.rises(turns, deviation);
    Excursions falls = Excursions.falls(turns, deviation);
    return new Amplitudes(
        rises.meanHeight(), falls.meanHeight(), rises.firstPeak() <= falls.firstStart());
  }

  private double[] turns() {
    double[] difference = difference();
    double[] found = new double[values.length];
    int count = 0;
    int from = 0;
    int crossing = 0;
    for (int i = 1; i < values.length; i++) {
      boolean last = i == values.length - 1;
      if (last || crosses(difference, crossing, i)) {
        int turn = turnBetween(from, i, difference[crossing] > 0);
        found[count++] = values[turn];
        from = turn;
        if (last && crosses(difference, crossing, i)) {
          found[count++] = values[turnBetween(from, i, difference[i] > 0)];
        }
        crossing = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private boolean crosses(double[] difference, int crossing, int i) {
    if (Double.isNaN(values[i]) || Double.isNaN(values[i - 1])) {
      return false;
    }
    return difference[i] * difference[i - 1] < 0 || difference[i] * difference[crossing] < 0;
  }

  /**
   * Index of the first highest or lowest value between two points, both inclusive. Values that
   * differ by rounding are equal, lest the unit of measurement decide which is the turn.
   */
  private int turnBetween(int from, int to, boolean highest) {
    int turn = from;
    for (int i = from + 1; i <= to; i++) {
      double beyond = highest ? values[i] - values[turn] : values[turn] - values[i];
      if (beyond > ROUNDING) {
        turn = i;
      }
    }
    return turn;
  }

  /**
   * Short moving average less the long one; NaN where a window is empty. What is left of equal
   * averages by rounding is nothing, lest a flat line seem to turn.
   */
  private double[] difference() {
    double[] shorter = movingAverage(SHORT);
    double[] longer = movingAverage(LONG);
    for (int i = 0; i < shorter.length; i++) {
      double difference = shorter[i] - longer[i];
      shorter[i] = Math.abs(difference) < ROUNDING ? 0 : difference;
    }
    return shorter;
  }

  /** Means of windows that end at each point; the first whole window's stands for those before. */
  private double[] movingAverage(int width) {
    double[] averages = new double[values.length];
    Sample window = new Sample(width);
    for (int i = width - 1; i < values.length; i++) {
      window.clear();
      for (int k = i - width + 1; k <= i; k++) {
        window.add(values[k]);
      }
      averages[i] = window.mean();
    }
    Arrays.fill(averages, 0, width - 1, averages[width - 1]);
    return averages;
  }

  private static double deviation(double[] values) {
    Sample sample = new Sample(values.length);
    for (double value : values) {
      sample.add(value);
    }
    return sample.deviation();
  }
}
