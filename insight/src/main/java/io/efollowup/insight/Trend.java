package io.efollowup.insight;

import java.util.List;
import java.util.Optional;

/**
 * A straight line through the weeks of a programme, by least squares.
 *
 * @param weeks how many weeks it is through
 * @param perWeek change in a week
 * @param perWeekLow lower end of its 80 % interval
 * @param perWeekHigh upper end of its 80 % interval
 * @param ahead value of the line where the outlook ends
 * @param aheadLow lower end of its 80 % interval
 * @param aheadHigh upper end of its 80 % interval
 */
public record Trend(
    int weeks,
    double perWeek,
    double perWeekLow,
    double perWeekHigh,
    double ahead,
    double aheadLow,
    double aheadHigh) {

  /** With fewer weeks a line says nothing. */
  public static final int WEEKS_NEEDED = 5;

  /** 90th percentiles of Student's t for 3 to 12 degrees of freedom. */
  private static final double[] T90 = {
    1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356
  };

  /** A week's place and figure. */
  record Point(int week, double value) {}

  /**
   * The line through these weeks; empty for fewer than {@link #WEEKS_NEEDED}.
   *
   * @param outlook the week of the outlook, counted as those of the points are
   */
  static Optional<Trend> of(List<Point> points, int outlook) {
    int n = points.size();
    if (n < WEEKS_NEEDED) {
      return Optional.empty();
    }
    double meanX = points.stream().mapToDouble(Point::week).average().orElseThrow();
    double meanY = points.stream().mapToDouble(Point::value).average().orElseThrow();
    double xx = 0;
    double xy = 0;
    for (Point point : points) {
      xx += (point.week() - meanX) * (point.week() - meanX);
      xy += (point.week() - meanX) * (point.value() - meanY);
    }
    double slope = xy / xx;
    double squares = 0;
    for (Point point : points) {
      double rest = point.value() - meanY - slope * (point.week() - meanX);
      squares += rest * rest;
    }
    double deviation = Math.sqrt(squares / (n - 2));
    double t = T90[Math.min(n - 2 - 3, T90.length - 1)];
    double slopeError = t * deviation / Math.sqrt(xx);
    double x = outlook - meanX;
    double ahead = meanY + slope * x;
    double aheadError = t * deviation * Math.sqrt(1.0 / n + x * x / xx);
    return Optional.of(
        new Trend(
            n,
            slope,
            slope - slopeError,
            slope + slopeError,
            ahead,
            ahead - aheadError,
            ahead + aheadError));
  }
}
