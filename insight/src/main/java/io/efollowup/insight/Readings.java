package io.efollowup.insight;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.metrics.SamplingInterval;
import java.time.Instant;
import java.time.ZoneId;

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
