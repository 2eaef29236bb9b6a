package io.efollowup.insight;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.metrics.SamplingInterval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalDouble;

/** The readings of a period with what is needed to judge them. */
record Readings(GlucoseTrace trace, ZoneId zone, Targets targets) {
  /** More than this many usual intervals between two readings is a gap. */
  private static final double GAP_IN_INTERVALS = 2.5;

  int intervalMinutes() {
    return trace.size() < 2 ? 0 : SamplingInterval.minutes(trace);
  }

  double hoursWorn() {
    return trace.isEmpty()
        ? 0
        : (trace.epochSecond(trace.size() - 1) - trace.epochSecond(0)) / 3600.0;
  }

  /**
   * The sensor's activity of a whole period, days before the first reading and after the last
   * included.
   *
   * @param worn the same from the first reading to the last, which it does not exceed
   */
  OptionalDouble activePercent(OptionalDouble worn, DayRange period) {
    double minutes = Duration.between(period.start(zone), period.end(zone)).toMinutes();
    double ofPeriod = 100.0 * trace.size() * intervalMinutes() / minutes;
    return worn.isPresent()
        ? OptionalDouble.of(Math.min(worn.getAsDouble(), ofPeriod))
        : OptionalDouble.empty();
  }

  boolean isGap(long earlierSecond, long laterSecond, int intervalMinutes) {
    return laterSecond - earlierSecond > GAP_IN_INTERVALS * intervalMinutes * 60;
  }

  CurvePoint point(int i) {
    Instant at = trace.at(i);
    GlucoseValue value = trace.value(i);
    int secondOfDay = at.atZone(zone).toLocalTime().toSecondOfDay();
    return new CurvePoint(
        at, secondOfDay, value, targets.shown(targets.thresholds().zoneOf(value)));
  }
}
