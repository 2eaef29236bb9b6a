package io.efollowup.telemetry.internal;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.telemetry.RefusalReason;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalDouble;

/** Judges glucose: a reading of the sensor, or the value of a finger-stick measurement. */
final class GlucoseFields {
  /** No body moves glucose this fast; a tenth of it is already an emergency. */
  private static final Bounds TREND_MG_DL = Bounds.within(100);

  private static final Bounds TREND_MMOL_L = Bounds.within(6);
  private static final Bounds ANY_NUMBER =
      new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);

  private GlucoseFields() {}

  static GlucoseReading reading(Fields fields) throws ItemRefused {
    OffsetDateTime at = fields.time("at");
    Optional<String> outOfRange = fields.optionalText("outOfRange");
    if (outOfRange.isPresent()) {
      return outOfRange(fields, at, outOfRange.get());
    }
    Glucose glucose = glucose(fields);
    Bounds bounds = glucose.unit() == GlucoseUnit.MG_DL ? TREND_MG_DL : TREND_MMOL_L;
    OptionalDouble trend = fields.optionalNumber("trend", bounds);
    return new GlucoseReading(
        at.toInstant(), at.getOffset(), new GlucoseValue.Measured(glucose), trend);
  }

  /**
   * A sensor's LOW or HIGH. A unit or trend beside it means nothing and is left to be removed and
   * reported, rather than to cost the patient the alarm.
   */
  private static GlucoseReading outOfRange(Fields fields, OffsetDateTime at, String which)
      throws ItemRefused {
    if (fields.take("glucose").isPresent()) {
      throw new ItemRefused(RefusalReason.MALFORMED);
    }
    fields.takeIfNull("unit");
    fields.takeIfNull("trend");
    return switch (which) {
      case "low" -> GlucoseReading.of(at, GlucoseValue.OutOfRange.LOW);
      case "high" -> GlucoseReading.of(at, GlucoseValue.OutOfRange.HIGH);
      default -> throw new ItemRefused(RefusalReason.MALFORMED);
    };
  }

  static Glucose glucose(Fields fields) throws ItemRefused {
    double value = fields.number("glucose", ANY_NUMBER);
    Optional<GlucoseUnit> unit = GlucoseUnit.ofSymbol(fields.text("unit"));
    if (unit.isEmpty()) {
      throw new ItemRefused(RefusalReason.BAD_UNIT);
    }
    if (unit.get().isPossible(value)) {
      return new Glucose(value, unit.get());
    }
    throw new ItemRefused(
        unit.get().other().isPossible(value)
            ? RefusalReason.SUSPECTED_UNIT_ERROR
            : RefusalReason.IMPOSSIBLE_GLUCOSE);
  }
}
