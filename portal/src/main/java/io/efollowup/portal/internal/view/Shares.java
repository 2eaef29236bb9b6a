package io.efollowup.portal.internal.view;

import io.efollowup.glucose.GlucoseZone;
import io.efollowup.record.Summary;
import java.util.List;

/**
 * Figures of a period, from its summaries alone.
 *
 * @param percents share of each zone, in its order
 * @param readings all readings
 * @param cv coefficient of variation in percent; NaN with too few readings
 */
@SuppressWarnings("ArrayRecordComponent")
public record Shares(double[] percents, long readings, double cv) {
  private static final int FEWEST_FOR_CV = 30;

  /** Adds summaries up. */
  public static Shares of(List<Summary> summaries) {
    double[] percents = new double[GlucoseZone.values().length];
    long readings = 0;
    long measured = 0;
    double sum = 0;
    double squares = 0;
    for (Summary summary : summaries) {
      for (int i = 0; i < percents.length; i++) {
        percents[i] += summary.zones().get(i);
        readings += summary.zones().get(i);
      }
      measured += summary.measured();
      sum += summary.sumMgdl();
      squares += summary.sumSquaresMgdl();
    }
    for (int i = 0; i < percents.length; i++) {
      percents[i] = readings == 0 ? 0 : 100 * percents[i] / readings;
    }
    return new Shares(percents, readings, cv(measured, sum, squares));
  }

  private static double cv(long measured, double sum, double squares) {
    if (measured < FEWEST_FOR_CV) {
      return Double.NaN;
    }
    double mean = sum / measured;
    double variance = Math.max(0, (squares - measured * mean * mean) / (measured - 1));
    return 100 * Math.sqrt(variance) / mean;
  }

  public double inTarget() {
    return percents[GlucoseZone.TARGET.ordinal()];
  }

  /** Low and very low together. */
  public double low() {
    return percents[GlucoseZone.LOW.ordinal()] + percents[GlucoseZone.VERY_LOW.ordinal()];
  }
}
