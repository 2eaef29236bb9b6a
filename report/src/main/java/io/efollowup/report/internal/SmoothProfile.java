package io.efollowup.report.internal;

import io.efollowup.glucose.metrics.PercentileProfile;
import io.efollowup.glucose.metrics.PercentileProfile.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A percentile profile for the eye, since the steps of single readings mean nothing: each
 * percentile by local quadratic regression over the nearest 30 % of the rows with tricube weights,
 * fitted at knots and joined by cubics (Cleveland and Grosse, Statistics and Computing 1:47, 1991).
 * It is what R's {@code loess} does, which iglu draws its profiles with. Figures are never taken
 * from it.
 */
final class SmoothProfile {
  private static final double SPAN = 0.3;

  /** Between two knots there are at most this share of the neighbours. */
  private static final double CELL = 0.2;

  /** The outermost knots lie this share of the day beyond the data. */
  private static final double MARGIN = 0.005;

  /** With fewer neighbours a parabola follows every row. */
  private static final int LEAST_NEIGHBOURS = 6;

  private static final int PERCENTILES = 5;

  private final List<Row> rows;
  private final double[][] values;
  private final int neighbours;
  private final double lowest;
  private final double highest;

  /** Value and slope of each percentile at a time of day. */
  private record Knot(double second, double[] value, double[] slope) {}

  private SmoothProfile(List<Row> rows) {
    this.rows = rows;
    this.values = new double[rows.size()][];
    for (int i = 0; i < values.length; i++) {
      Row row = rows.get(i);
      values[i] = new double[] {row.p05(), row.p25(), row.p50(), row.p75(), row.p95()};
    }
    this.neighbours = (int) Math.floor(rows.size() * SPAN + 1e-5);
    this.lowest = rows.stream().mapToDouble(Row::p05).min().orElse(0);
    this.highest = rows.stream().mapToDouble(Row::p95).max().orElse(0);
  }

  /**
   * The profile's rows smoothed, within what was measured, where a parabola would leave it; a short
   * profile as it is.
   */
  static List<Row> of(PercentileProfile profile) {
    SmoothProfile smooth = new SmoothProfile(profile.rows());
    return smooth.neighbours < LEAST_NEIGHBOURS ? profile.rows() : smooth.rows();
  }

  /** The same with each time's percentiles in their order, which smoothing one by one may break. */
  static List<Row> ordered(PercentileProfile profile) {
    return of(profile).stream().map(SmoothProfile::ordered).toList();
  }

  private static Row ordered(Row row) {
    double[] y = {row.p05(), row.p25(), row.p50(), row.p75(), row.p95()};
    Arrays.sort(y);
    return row(row, y);
  }

  private static Row row(Row at, double[] y) {
    return new Row(at.secondOfDay(), at.n(), y[0], y[1], y[2], y[3], y[4]);
  }

  private List<Row> rows() {
    List<Knot> knots = knots();
    List<Row> smooth = new ArrayList<>(rows.size());
    int right = 1;
    for (Row row : rows) {
      while (right < knots.size() - 1 && knots.get(right).second() < row.secondOfDay()) {
        right++;
      }
      smooth.add(between(knots.get(right - 1), knots.get(right), row));
    }
    return smooth;
  }

  private List<Knot> knots() {
    double margin = MARGIN * (second(rows.size() - 1) - second(0));
    List<Double> places = new ArrayList<>();
    places.add(second(0) - margin);
    cut(0, rows.size() - 1, (int) Math.floor(rows.size() * SPAN * CELL), places);
    places.add(second(rows.size() - 1) + margin);
    return places.stream().map(this::knot).toList();
  }

  /** Halves the rows until few enough lie between two knots. */
  private void cut(int from, int to, int most, List<Double> places) {
    if (to - from + 1 <= Math.max(2, most)) {
      return;
    }
    int middle = (from + to) / 2;
    cut(from, middle, most, places);
    places.add((second(middle) + second(middle + 1)) / 2.0);
    cut(middle + 1, to, most, places);
  }

  private int second(int i) {
    return rows.get(i).secondOfDay();
  }

  private Knot knot(double place) {
    int first = 0;
    while (first + neighbours < rows.size()
        && second(first + neighbours) - place < place - second(first)) {
      first++;
    }
    int last = first + neighbours - 1;
    double reach = Math.max(place - second(first), second(last) - place);
    double[] moments = new double[5];
    double[][] sums = new double[PERCENTILES][3];
    for (int j = first; j <= last; j++) {
      double x = (second(j) - place) / reach;
      double power = tricube(Math.abs(x));
      for (int p = 0; p < moments.length; p++) {
        moments[p] += power;
        for (int k = 0; k < PERCENTILES && p < 3; k++) {
          sums[k][p] += power * values[j][k];
        }
        power *= x;
      }
    }
    double[] value = new double[PERCENTILES];
    double[] slope = new double[PERCENTILES];
    for (int k = 0; k < PERCENTILES; k++) {
      value[k] = valueAtZero(moments, sums[k]);
      slope[k] = slopeAtZero(moments, sums[k]) / reach;
    }
    return new Knot(place, value, slope);
  }

  private static double tricube(double distance) {
    if (distance >= 1) {
      return 0;
    }
    double rest = 1 - distance * distance * distance;
    return rest * rest * rest;
  }

  /** The value at 0 of the parabola with these weighted sums, by Cramer's rule. */
  private static double valueAtZero(double[] m, double[] s) {
    return determinant(s[0], m[1], m[2], s[1], m[2], m[3], s[2], m[3], m[4])
        / determinant(m[0], m[1], m[2], m[1], m[2], m[3], m[2], m[3], m[4]);
  }

  private static double slopeAtZero(double[] m, double[] s) {
    return determinant(m[0], s[0], m[2], m[1], s[1], m[3], m[2], s[2], m[4])
        / determinant(m[0], m[1], m[2], m[1], m[2], m[3], m[2], m[3], m[4]);
  }

  private static double determinant(
      double a, double b, double c, double d, double e, double f, double g, double h, double i) {
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  }

  /** The cubic that has the values and slopes of both knots. */
  private Row between(Knot left, Knot right, Row at) {
    double width = right.second() - left.second();
    double t = (at.secondOfDay() - left.second()) / width;
    double fromLeft = (1 + 2 * t) * (1 - t) * (1 - t);
    double leftSlope = t * (1 - t) * (1 - t) * width;
    double rightSlope = t * t * (t - 1) * width;
    double[] y = new double[PERCENTILES];
    for (int k = 0; k < PERCENTILES; k++) {
      double joined =
          fromLeft * left.value()[k]
              + (1 - fromLeft) * right.value()[k]
              + leftSlope * left.slope()[k]
              + rightSlope * right.slope()[k];
      y[k] = Math.max(lowest, Math.min(highest, joined));
    }
    return row(at, y);
  }
}
