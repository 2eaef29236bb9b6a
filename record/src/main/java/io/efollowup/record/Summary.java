package io.efollowup.record;

import io.efollowup.glucose.GlucoseZone;
import java.time.Instant;
import java.util.List;

/**
 * Sums over one hour or one of the patient's days, from which means, deviations and ranges follow
 * without reading the readings again.
 *
 * @param patient whose
 * @param span hour or day
 * @param start first instant of the hour, or of the day in the patient's zone
 * @param measured number of readings with a number
 * @param sumMgdl sum of those, mg/dL
 * @param sumSquaresMgdl sum of their squares, (mg/dL)²
 * @param minMgdl lowest, mg/dL; NaN when there is none
 * @param maxMgdl highest, mg/dL; NaN when there is none
 * @param zones readings per {@link GlucoseZone}, in its order, out-of-range readings included
 */
public record Summary(
    PatientId patient,
    Span span,
    Instant start,
    int measured,
    double sumMgdl,
    double sumSquaresMgdl,
    double minMgdl,
    double maxMgdl,
    List<Integer> zones) {
  /** What a summary covers. */
  public enum Span {
    HOUR,
    DAY
  }

  public Summary {
    zones = List.copyOf(zones);
    if (zones.size() != GlucoseZone.values().length) {
      throw new IllegalArgumentException("a summary counts every zone");
    }
  }
}
