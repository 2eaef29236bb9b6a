package io.efollowup.record.internal;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** Care events as bytes; identity and time stand beside them. */
final class CareEventCodec {
  private static final int VERSION = 1;
  private static final int MEAL = 1;
  private static final int INSULIN = 2;
  private static final int EXERCISE = 3;
  private static final int MEDICATION = 4;
  private static final int FINGERSTICK = 5;

  private CareEventCodec() {}

  static byte[] encode(CareEvent event) {
    var out = new ByteWriter().unsigned(VERSION).signed(event.offset().getTotalSeconds());
    switch (event) {
      case CareEvent.Meal meal -> {
        out.unsigned(MEAL);
        optional(meal.carbs(), out);
        optional(meal.protein(), out);
        optional(meal.fat(), out);
        optional(meal.fibre(), out);
        out.unsigned(meal.foods().size());
        meal.foods().forEach(out::text);
      }
      case CareEvent.Insulin insulin ->
          out.unsigned(INSULIN).raw(insulin.units()).text(insulin.action().name());
      case CareEvent.Exercise exercise -> {
        out.unsigned(EXERCISE).raw(exercise.minutes());
        optional(exercise.mets(), out);
        out.text(exercise.activity());
      }
      case CareEvent.Medication medication -> {
        out.unsigned(MEDICATION).text(medication.name());
        optional(medication.atc(), out);
        optional(medication.dose(), out);
        optional(medication.unit(), out);
      }
      case CareEvent.Fingerstick fingerstick ->
          out.unsigned(FINGERSTICK)
              .raw(fingerstick.glucose().value())
              .text(fingerstick.glucose().unit().name());
    }
    return out.toBytes();
  }

  static CareEvent decode(UUID id, Instant at, byte[] bytes) {
    var in = new ByteReader(bytes);
    if (in.unsigned() != VERSION) {
      throw new IllegalStateException("an event was written by a newer version of E-Followup");
    }
    ZoneOffset offset = ZoneOffset.ofTotalSeconds((int) in.signed());
    int kind = in.count();
    return switch (kind) {
      case MEAL ->
          new CareEvent.Meal(
              id, at, offset, number(in), number(in), number(in), number(in), texts(in));
      case INSULIN ->
          new CareEvent.Insulin(
              id, at, offset, in.raw(), CareEvent.InsulinAction.valueOf(in.text()));
      case EXERCISE -> new CareEvent.Exercise(id, at, offset, in.raw(), number(in), in.text());
      case MEDICATION ->
          new CareEvent.Medication(id, at, offset, in.text(), text(in), number(in), text(in));
      case FINGERSTICK ->
          new CareEvent.Fingerstick(
              id, at, offset, new Glucose(in.raw(), GlucoseUnit.valueOf(in.text())));
      default -> throw new IllegalStateException("an event of unknown kind: " + kind);
    };
  }

  private static void optional(OptionalDouble value, ByteWriter out) {
    out.unsigned(value.isPresent() ? 1 : 0);
    value.ifPresent(out::raw);
  }

  private static void optional(Optional<String> value, ByteWriter out) {
    out.unsigned(value.isPresent() ? 1 : 0);
    value.ifPresent(out::text);
  }

  private static OptionalDouble number(ByteReader in) {
    return in.unsigned() == 1 ? OptionalDouble.of(in.raw()) : OptionalDouble.empty();
  }

  private static Optional<String> text(ByteReader in) {
    return in.unsigned() == 1 ? Optional.of(in.text()) : Optional.empty();
  }

  private static List<String> texts(ByteReader in) {
    int count = in.count();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(in.text());
    }
    return texts;
  }
}
