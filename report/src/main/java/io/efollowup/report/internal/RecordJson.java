package io.efollowup.report.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.MetricKey;
import io.efollowup.glucose.metrics.MetricTable;
import io.efollowup.glucose.metrics.RangeShares;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Values of analyses as JSON. Records are written component by component, so a section that an
 * analysis gains is there without more; a type that is no record and not known here is an error.
 */
public final class RecordJson {
  private RecordJson() {}

  /** Writes one value. */
  public static void write(JsonGenerator json, Object value) throws IOException {
    switch (value) {
      case Double number -> number(json, number);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Boolean truth -> json.writeBoolean(truth);
      case String text -> json.writeString(text);
      case GlucoseUnit unit -> json.writeString(unit.symbol());
      case GlucoseValue.OutOfRange side -> {
        json.writeStartObject();
        json.writeStringField("outOfRange", word(side));
        json.writeEndObject();
      }
      case GlucoseValue.Measured(Glucose glucose) -> write(json, glucose);
      case Glucose glucose -> glucose(json, glucose);
      case MetricTable metrics -> metrics(json, metrics);
      case RangeShares shares -> shares(json, shares);
      case Enum<?> constant -> json.writeString(word(constant));
      case TemporalAccessor time -> json.writeString(time.toString());
      case Duration duration -> json.writeNumber(duration.toMinutes());
      case ZoneId zone -> json.writeString(zone.getId());
      case UUID id -> json.writeString(id.toString());
      case Iterable<?> values -> array(json, values);
      case Map<?, ?> map -> map(json, map);
      case Record record -> record(json, record);
      default ->
          throw new IllegalStateException("no JSON form for " + value.getClass().getSimpleName());
    }
  }

  private static void record(JsonGenerator json, Record record) throws IOException {
    json.writeStartObject();
    kind(json, record);
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = present(component(record, component));
      if (value != null) {
        json.writeFieldName(component.getName());
        write(json, value);
      }
    }
    json.writeEndObject();
  }

  /** One of several kinds says which. */
  private static void kind(JsonGenerator json, Record record) throws IOException {
    for (Class<?> type : record.getClass().getInterfaces()) {
      if (type.isSealed()) {
        String name = record.getClass().getSimpleName();
        json.writeStringField(
            "kind", name.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT));
      }
    }
  }

  private static Object component(Record record, RecordComponent component) {
    Method accessor = component.getAccessor();
    try {
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a component cannot be read", e);
    }
  }

  /** Null where a value is absent. */
  private static Object present(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.orElse(null);
      case OptionalDouble optional -> optional.isPresent() ? optional.getAsDouble() : null;
      case OptionalInt optional -> optional.isPresent() ? optional.getAsInt() : null;
      default -> value;
    };
  }

  private static void glucose(JsonGenerator json, Glucose glucose) throws IOException {
    json.writeStartObject();
    json.writeNumberField("glucose", glucose.value());
    json.writeStringField("unit", glucose.unit().symbol());
    json.writeEndObject();
  }

  private static void metrics(JsonGenerator json, MetricTable metrics) throws IOException {
    json.writeStartObject();
    for (MetricKey key : metrics.values().keySet()) {
      json.writeFieldName(key.key());
      number(json, metrics.value(key).orElse(Double.NaN));
    }
    json.writeObjectFieldStart("unavailable");
    for (MetricKey key : metrics.values().keySet()) {
      Optional<String> reason = metrics.unavailable(key);
      if (reason.isPresent()) {
        json.writeStringField(key.key(), reason.get());
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void shares(JsonGenerator json, RangeShares shares) throws IOException {
    json.writeStartObject();
    json.writeNumberField("readings", shares.total());
    for (GlucoseZone zone : GlucoseZone.values()) {
      json.writeObjectFieldStart(word(zone));
      json.writeNumberField("readings", shares.count(zone));
      json.writeFieldName("percent");
      number(json, shares.percent(zone));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void array(JsonGenerator json, Iterable<?> values) throws IOException {
    json.writeStartArray();
    for (Object value : values) {
      write(json, value);
    }
    json.writeEndArray();
  }

  private static void map(JsonGenerator json, Map<?, ?> map) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.writeFieldName(
          entry.getKey() instanceof Enum<?> key ? word(key) : entry.getKey().toString());
      write(json, entry.getValue());
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
