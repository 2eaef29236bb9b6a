package io.efollowup.forecast;

import java.util.List;

/**
 * The distribution at one step, in mg/dL.
 *
 * @param minutes after the origin
 * @param meanMgdl what is expected on average: least squared error
 * @param medianMgdl as likely to be passed as not: least absolute error, the line to draw
 * @param central50 holds half of what comes
 * @param central80 holds four fifths
 * @param central95 holds nineteen of twenty
 */
public record ForecastStep(
    int minutes,
    double meanMgdl,
    double medianMgdl,
    Interval central50,
    Interval central80,
    Interval central95) {

  /** A range of glucose in mg/dL, both ends included. */
  public record Interval(double lowMgdl, double highMgdl) {
    public Interval {
      if (!(lowMgdl <= highMgdl)) {
        throw new IllegalArgumentException("an interval's ends are in order");
      }
    }

    public boolean holds(double mgdl) {
      return mgdl >= lowMgdl && mgdl <= highMgdl;
    }

    public double width() {
      return highMgdl - lowMgdl;
    }
  }

  /** The quantiles there are, ascending: 2.5, 10, 25, 50, 75, 90 and 97.5 %, in mg/dL. */
  public List<Double> quantilesMgdl() {
    return List.of(
        central95.lowMgdl(),
        central80.lowMgdl(),
        central50.lowMgdl(),
        medianMgdl,
        central50.highMgdl(),
        central80.highMgdl(),
        central95.highMgdl());
  }
}
