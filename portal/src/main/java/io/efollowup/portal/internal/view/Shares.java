package io.efollowup.portal.internal.view;

import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.RangeShares;
import io.efollowup.insight.Targets;
import io.efollowup.record.Summary;
import java.util.List;

/**
 * Figures of a period, from its summaries alone.
 *
 * @param ranges how the readings divide among the zones that the patient's targets tell apart
 * @param cv coefficient of variation in percent; NaN with too few readings
 */
public record Shares(RangeShares ranges, double cv) {
  private static final int FEWEST_FOR_CV = 30;

  /** Adds summaries up. */
  public static Shares of(List<Summary> summaries, Targets targets) {
    long[] counts = new long[GlucoseZone.values().length];
    long measured = 0;
    double sum = 0;
    double squares = 0;
    for (Summary summary : summaries) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] += summary.zones().get(i);
      }
      measured += summary.measured();
      sum += summary.sumMgdl();
      squares += summary.sumSquaresMgdl();
    }
    return new Shares(targets.shown(RangeShares.ofCounts(counts)), cv(measured, sum, squares));
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
    return ranges.percent(GlucoseZone.TARGET);
  }

  /** Low and very low together. */
  public double low() {
    return Targets.percentForGoal(ranges, GlucoseZone.LOW);
  }
}
