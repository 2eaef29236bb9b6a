package io.efollowup.insight;

import io.efollowup.glucose.GlucoseValue;
import java.time.Duration;
import java.time.Instant;

/**
 * An episode outside target by the international consensus ({@link
 * io.efollowup.glucose.metrics.Episodes}), with the patient's own limits: at least 15 minutes
 * outside, over after 15 minutes back or where the data breaks off for more than 45 minutes.
 *
 * @param side below or above target
 * @param from its first point of the metrics' grid
 * @param to one step of the grid after its last point
 * @param severe whether it reached very low or very high
 * @param extreme its lowest or highest reading, as it was measured
 */
public record Stretch(Side side, Instant from, Instant to, boolean severe, GlucoseValue extreme) {

  /** Which side of target. */
  public enum Side {
    LOW,
    HIGH
  }

  /** How long it lasted. */
  public Duration duration() {
    return Duration.between(from, to);
  }
}
