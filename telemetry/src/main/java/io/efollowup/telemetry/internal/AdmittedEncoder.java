package io.efollowup.telemetry.internal;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.telemetry.AdmittedMessage;
import io.efollowup.telemetry.Refusal;
import io.efollowup.telemetry.TelemetryMessage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.OptionalDouble;
import java.util.regex.Matcher;

/** Writes {@link AdmittedForm}. */
public final class AdmittedEncoder {
  private final ByteSink out;
  private long second;
  private ZoneOffset offset = ZoneOffset.UTC;

  private AdmittedEncoder(ByteSink out) {
    this.out = out;
  }

  /** The message's bytes. */
  public static byte[] encode(AdmittedMessage admitted) {
    TelemetryMessage message = admitted.message();
    int expected =
        80
            + 12 * message.readings().size()
            + 60 * message.events().size()
            + 20 * admitted.refusals().size();
    ByteSink out = new ByteSink(expected);
    out.oneByte(AdmittedForm.VERSION);
    out.text(message.session());
    AdmittedEncoder encoder = new AdmittedEncoder(out);
    out.varint(message.readings().size());
    message.readings().forEach(encoder::reading);
    out.varint(message.events().size());
    message.events().forEach(encoder::event);
    out.varint(admitted.refusals().size());
    admitted.refusals().forEach(encoder::refusal);
    return out.toBytes();
  }

  private void reading(GlucoseReading reading) {
    boolean sameOffset = reading.offset().equals(offset);
    OptionalDouble trend = reading.trend();
    int valueForm = 0;
    int trendForm = 0;
    int flags = kind(reading.value());
    if (reading.value() instanceof GlucoseValue.Measured(Glucose glucose)) {
      valueForm = AdmittedForm.formOf(glucose.value());
    }
    if (trend.isPresent()) {
      flags |= AdmittedForm.HAS_TREND;
      trendForm = AdmittedForm.formOf(trend.getAsDouble());
    }
    if (sameOffset) {
      flags |= AdmittedForm.SAME_OFFSET;
    }
    flags |= valueForm << AdmittedForm.VALUE_FORM_SHIFT;
    flags |= trendForm << AdmittedForm.TREND_FORM_SHIFT;
    out.oneByte(flags);
    second(reading.at().getEpochSecond());
    if (!sameOffset) {
      offset(reading.offset());
    }
    if (reading.value() instanceof GlucoseValue.Measured(Glucose glucose)) {
      out.number(glucose.value(), valueForm);
    }
    if (trend.isPresent()) {
      out.number(trend.getAsDouble(), trendForm);
    }
  }

  private static int kind(GlucoseValue value) {
    return switch (value) {
      case GlucoseValue.Measured(Glucose glucose) -> kind(glucose.unit());
      case GlucoseValue.OutOfRange.LOW -> AdmittedForm.VALUE_LOW;
      case GlucoseValue.OutOfRange.HIGH -> AdmittedForm.VALUE_HIGH;
    };
  }

  private static int kind(GlucoseUnit unit) {
    return unit == GlucoseUnit.MG_DL ? AdmittedForm.VALUE_MG_DL : AdmittedForm.VALUE_MMOL_L;
  }

  private void event(CareEvent event) {
    switch (event) {
      case CareEvent.Meal meal -> {
        head(AdmittedForm.MEAL, meal);
        optional(meal.carbs());
        optional(meal.protein());
        optional(meal.fat());
        optional(meal.fibre());
        out.varint(meal.foods().size());
        meal.foods().forEach(out::text);
      }
      case CareEvent.Insulin insulin -> {
        head(AdmittedForm.INSULIN, insulin);
        out.number(insulin.units());
        out.oneByte(AdmittedForm.number(insulin.action()));
      }
      case CareEvent.Exercise exercise -> {
        head(AdmittedForm.EXERCISE, exercise);
        out.number(exercise.minutes());
        optional(exercise.mets());
        out.text(exercise.activity());
      }
      case CareEvent.Medication medication -> {
        head(AdmittedForm.MEDICATION, medication);
        out.text(medication.name());
        out.text(medication.atc().orElse(""));
        optional(medication.dose());
        out.text(medication.unit().orElse(""));
      }
      case CareEvent.Fingerstick fingerstick -> {
        head(AdmittedForm.FINGERSTICK, fingerstick);
        out.oneByte(kind(fingerstick.glucose().unit()));
        out.number(fingerstick.glucose().value());
      }
    }
  }

  private void head(int kind, CareEvent event) {
    out.oneByte(kind);
    Instant at = event.at();
    second(at.getEpochSecond());
    out.varint(at.getNano());
    offset(event.offset());
    out.eightBytes(event.id().getMostSignificantBits());
    out.eightBytes(event.id().getLeastSignificantBits());
  }

  private void refusal(Refusal refusal) {
    place(refusal.item());
    out.oneByte(AdmittedForm.number(refusal.reason()));
    out.varint(refusal.size());
    if (AdmittedForm.HEX.matcher(refusal.digest()).matches()) {
      out.oneByte(AdmittedForm.DIGEST_HEX);
      out.block(HexFormat.of().parseHex(refusal.digest()));
    } else {
      out.oneByte(AdmittedForm.DIGEST_TEXT);
      out.text(refusal.digest());
    }
  }

  private void place(String item) {
    Matcher indexed = AdmittedForm.INDEXED.matcher(item);
    if (item.equals(Refusal.MESSAGE)) {
      out.oneByte(AdmittedForm.PLACE_MESSAGE);
    } else if (indexed.matches()) {
      boolean reading = indexed.group(1).equals("readings");
      out.oneByte(reading ? AdmittedForm.PLACE_READING : AdmittedForm.PLACE_EVENT);
      out.varint(Integer.parseInt(indexed.group(2)));
    } else {
      out.oneByte(AdmittedForm.PLACE_TEXT);
      out.text(item);
    }
  }

  private void second(long now) {
    out.zigzag(now - second);
    second = now;
  }

  private void offset(ZoneOffset now) {
    out.zigzag(now.getTotalSeconds());
    offset = now;
  }

  private void optional(OptionalDouble value) {
    out.oneByte(value.isPresent() ? 1 : 0);
    value.ifPresent(out::number);
  }
}
