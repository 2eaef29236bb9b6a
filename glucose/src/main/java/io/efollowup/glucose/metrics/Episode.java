package io.efollowup.glucose.metrics;

import io.efollowup.glucose.GlucoseValue;
import java.time.Duration;
import java.time.Instant;

/**
 * One episode outside a limit, as {@link Episodes} finds it on the grid.
 *
 * @param kind which limit, and how long it takes to begin
 * @param start its first point of the grid
 * @param end one step of the grid after its last point: where recovery begins or the data breaks
 *     off
 * @param points points of the grid in it; times the grid's step they are its duration
 * @param meanMgdl mean of the grid's values in it, in mg/dL; NaN where the sensor told no number
 *     throughout
 * @param extreme the nadir of a low episode or the peak of a high one, as it was measured; {@code
 *     LOW} or {@code HIGH} where the sensor could not tell it
 * @param extremeAt when that was read, the first time where it was read repeatedly
 * @param recovered whether the end is a recovery; false where the data breaks off
 */
public record Episode(
    EpisodeKind kind,
    Instant start,
    Instant end,
    int points,
    double meanMgdl,
    GlucoseValue extreme,
    Instant extremeAt,
    boolean recovered) {

  /** How long it lasted. */
  public Duration duration() {
    return Duration.between(start, end);
  }
}
