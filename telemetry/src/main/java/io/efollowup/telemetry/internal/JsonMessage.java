package io.efollowup.telemetry.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.telemetry.TelemetryMessage;
import io.efollowup.telemetry.TelemetryReader;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.OptionalDouble;

/** The canonical JSON of a telemetry message. */
public final class JsonMessage {
  /** Whole numbers up to here are doubles without loss. */
  private static final double LARGEST_WHOLE = 1L << 53;

  private final JsonGenerator json;

  private JsonMessage(JsonGenerator json) {
    this.json = json;
  }

  /** The message as JSON in UTF-8. */
  public static byte[] write(TelemetryMessage message) {
    return JsonText.write(generator -> new JsonMessage(generator).message(message));
  }

  private void message(TelemetryMessage message) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", TelemetryReader.SCHEMA);
    json.writeStringField("session", message.session());
    if (!message.readings().isEmpty()) {
      json.writeArrayFieldStart("readings");
      for (GlucoseReading reading : message.readings()) {
        reading(reading);
      }
      json.writeEndArray();
    }
    if (!message.events().isEmpty()) {
      json.writeArrayFieldStart("events");
      for (CareEvent event : message.events()) {
        event(event);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void reading(GlucoseReading reading) throws IOException {
    json.writeStartObject();
    time(reading.at(), reading.offset());
    value(reading.value());
    number("trend", reading.trend());
    json.writeEndObject();
  }

  /** Writes what was measured, as members of the present object. */
  public static void value(JsonGenerator json, GlucoseValue value) throws IOException {
    new JsonMessage(json).value(value);
  }

  private void value(GlucoseValue value) throws IOException {
    switch (value) {
      case GlucoseValue.Measured(Glucose glucose) -> glucose(glucose);
      case GlucoseValue.OutOfRange.LOW -> json.writeStringField("outOfRange", "low");
      case GlucoseValue.OutOfRange.HIGH -> json.writeStringField("outOfRange", "high");
    }
  }

  private void event(CareEvent event) throws IOException {
    json.writeStartObject();
    switch (event) {
      case CareEvent.Meal meal -> meal(meal);
      case CareEvent.Insulin insulin -> {
        head("insulin", insulin);
        number("units", insulin.units());
        json.writeStringField("action", InsulinActions.word(insulin.action()));
      }
      case CareEvent.Exercise exercise -> {
        head("exercise", exercise);
        number("minutes", exercise.minutes());
        number("mets", exercise.mets());
        json.writeStringField("activity", exercise.activity());
      }
      case CareEvent.Medication medication -> medication(medication);
      case CareEvent.Fingerstick fingerstick -> {
        head("fingerstick", fingerstick);
        glucose(fingerstick.glucose());
      }
    }
    json.writeEndObject();
  }

  private void meal(CareEvent.Meal meal) throws IOException {
    head("meal", meal);
    number("carbs", meal.carbs());
    number("protein", meal.protein());
    number("fat", meal.fat());
    number("fibre", meal.fibre());
    terms("foods", meal.foods());
  }

  private void medication(CareEvent.Medication medication) throws IOException {
    head("medication", medication);
    json.writeStringField("name", medication.name());
    if (medication.atc().isPresent()) {
      json.writeStringField("atc", medication.atc().get());
    }
    number("dose", medication.dose());
    if (medication.unit().isPresent()) {
      json.writeStringField("unit", medication.unit().get());
    }
  }

  private void head(String kind, CareEvent event) throws IOException {
    json.writeStringField("kind", kind);
    json.writeStringField("id", event.id().toString());
    time(event.at(), event.offset());
  }

  private void time(Instant at, ZoneOffset offset) throws IOException {
    json.writeStringField("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atOffset(offset)));
  }

  private void glucose(Glucose glucose) throws IOException {
    number("glucose", glucose.value());
    json.writeStringField("unit", glucose.unit().symbol());
  }

  private void terms(String name, List<String> terms) throws IOException {
    if (!terms.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (String term : terms) {
        json.writeString(term);
      }
      json.writeEndArray();
    }
  }

  private void number(String name, OptionalDouble value) throws IOException {
    if (value.isPresent()) {
      number(name, value.getAsDouble());
    }
  }

  /** Whole numbers without a point; minus zero keeps it, or it would read back as zero. */
  private void number(String name, double value) throws IOException {
    boolean minusZero = value == 0 && 1 / value < 0;
    if (value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE && !minusZero) {
      json.writeNumberField(name, (long) value);
    } else {
      json.writeNumberField(name, value);
    }
  }
}
