package io.efollowup.glucose;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;

/**
 * One reading of a sensor.
 *
 * @param at when it was measured; whole seconds, for a reading's identity is (patient, session,
 *     second)
 * @param offset the offset from UTC that the time was stated in
 * @param value a number or out of range
 * @param trend change per minute in the reading's unit, if the sensor states it; never for an
 *     out-of-range reading
 */
public record GlucoseReading(
    Instant at, ZoneOffset offset, GlucoseValue value, OptionalDouble trend) {
  public GlucoseReading {
    at = at.truncatedTo(ChronoUnit.SECONDS);
    if (trend.isPresent() && !Double.isFinite(trend.getAsDouble())) {
      throw new IllegalArgumentException("a trend must be a finite number");
    }
    if (trend.isPresent() && value instanceof GlucoseValue.OutOfRange) {
      throw new IllegalArgumentException("an out-of-range reading has no unit for its trend");
    }
  }

  /** A measured reading without a stated trend. */
  public static GlucoseReading of(OffsetDateTime at, Glucose glucose) {
    return new GlucoseReading(
        at.toInstant(), at.getOffset(), new GlucoseValue.Measured(glucose), OptionalDouble.empty());
  }

  /** An out-of-range reading. */
  public static GlucoseReading of(OffsetDateTime at, GlucoseValue.OutOfRange value) {
    return new GlucoseReading(at.toInstant(), at.getOffset(), value, OptionalDouble.empty());
  }

  /** The time as it was stated. */
  public OffsetDateTime statedAt() {
    return at.atOffset(offset);
  }
}
