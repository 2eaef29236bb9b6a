package io.efollowup.insight;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.metrics.RangeShares;
import java.time.ZoneId;
import java.util.OptionalDouble;

/**
 * The figures of some days in a row.
 *
 * @param days which
 * @param sensorDays days of them with a reading
 * @param coveragePercent readings that came, of those expected in all these days
 * @param mean mean glucose in mg/dL; empty where nothing was measured
 * @param cv coefficient of variation in percent; empty for fewer than two readings
 * @param shares by zone, as the targets tell them
 */
public record SpanFigures(
    DayRange days,
    int sensorDays,
    double coveragePercent,
    OptionalDouble mean,
    OptionalDouble cv,
    RangeShares shares) {

  static SpanFigures of(
      GlucoseTrace trace, DailyMeans means, ZoneId zone, Targets targets, DayRange days) {
    GlucoseTrace span = trace.between(days.start(zone), days.end(zone));
    return new SpanFigures(
        days,
        means.sensorDays(days),
        means.coverage(days),
        means.mean(days),
        variation(span),
        targets.shares(span));
  }

  private static OptionalDouble variation(GlucoseTrace span) {
    double sum = 0;
    int measured = 0;
    for (int i = 0; i < span.size(); i++) {
      if (span.isMeasured(i)) {
        sum += span.mgdl(i);
        measured++;
      }
    }
    if (measured < 2) {
      return OptionalDouble.empty();
    }
    double mean = sum / measured;
    double squares = 0;
    for (int i = 0; i < span.size(); i++) {
      if (span.isMeasured(i)) {
        squares += (span.mgdl(i) - mean) * (span.mgdl(i) - mean);
      }
    }
    return OptionalDouble.of(100 * Math.sqrt(squares / (measured - 1)) / mean);
  }

  /** Whether at least 70 % of the readings expected came: enough to stand for all these days. */
  public boolean isEnough() {
    return coveragePercent >= Sufficiency.ACTIVE_PERCENT_NEEDED;
  }
}
