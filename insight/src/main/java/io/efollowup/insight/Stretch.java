package io.efollowup.insight;

import io.efollowup.glucose.GlucoseValue;
import java.time.Duration;
import java.time.Instant;

/**
 * At least 15 minutes outside target on one side. Shorter returns into target do not end it; a gap
 * in the data does, since nothing is known of it.
 *
 * @param side below or above target
 * @param from first reading outside
 * @param to end: one usual interval after the last reading outside
 * @param severe whether it reached very low or very high
 * @param extreme its lowest or highest reading
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
