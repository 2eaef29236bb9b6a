package io.efollowup.portal.internal.page;

import com.fasterxml.jackson.core.JsonGenerator;
import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.insight.Targets;
import io.efollowup.portal.internal.view.Gaps;
import io.efollowup.portal.internal.view.Thinned;
import io.efollowup.portal.internal.view.Words;
import io.efollowup.portal.internal.web.Json;
import io.efollowup.record.Patient;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The data of the glucose curve as the page's script draws it: everything in the viewer's unit. */
final class CurveData {
  private static final int MOST_SPANS = 1_500;

  private final Patient patient;
  private final GlucoseUnit unit;
  private final Words words;
  private final Window window;

  CurveData(Patient patient, GlucoseUnit unit, Words words, Window window) {
    this.patient = patient;
    this.unit = unit;
    this.words = words;
    this.window = window;
  }

  byte[] json(GlucoseTrace trace, List<CareEvent> events, Instant now) {
    return Json.written(
        json -> {
          json.writeStartObject();
          json.writeNumberField("from", window.from().toEpochMilli());
          json.writeNumberField("to", window.to().toEpochMilli());
          json.writeNumberField("now", now.toEpochMilli());
          json.writeStringField("unit", unit.symbol());
          json.writeNumberField("decimals", unit == GlucoseUnit.MG_DL ? 0 : 1);
          limits(json, measuredUnit(trace));
          points(json, trace);
          outOfRange(json, trace);
          ticks(json);
          events(json, events);
          json.writeEndObject();
        });
  }

  /** The unit most readings were measured in: colours follow its limits, not their conversion. */
  private GlucoseUnit measuredUnit(GlucoseTrace trace) {
    for (int i = trace.size() - 1; i >= 0; i--) {
      if (trace.value(i) instanceof GlucoseValue.Measured(Glucose glucose)) {
        return glucose.unit();
      }
    }
    return unit;
  }

  private void limits(JsonGenerator json, GlucoseUnit measured) throws IOException {
    GlucoseThresholds.Limits limits = patient.thresholds().in(measured);
    json.writeObjectFieldStart("limits");
    json.writeNumberField("veryLow", converted(limits.veryLow(), measured));
    json.writeNumberField("low", converted(limits.low(), measured));
    json.writeNumberField("high", converted(limits.high(), measured));
    if (Targets.of(patient.targets()).tellsVeryHigh()) {
      json.writeNumberField("veryHigh", converted(limits.veryHigh(), measured));
    }
    json.writeEndObject();
  }

  private double converted(double value, GlucoseUnit measured) {
    return new Glucose(value, measured).in(unit);
  }

  /** Pairs of time and value; a null between two breaks the line. */
  private void points(JsonGenerator json, GlucoseTrace trace) throws IOException {
    int[] stretches = Gaps.stretches(trace);
    int previous = -1;
    json.writeArrayFieldStart("points");
    for (int i : Thinned.indexes(trace, from(), to(), MOST_SPANS)) {
      if (!(trace.value(i) instanceof GlucoseValue.Measured(Glucose glucose))) {
        point(json, trace.epochSecond(i), Double.NaN);
        continue;
      }
      if (previous >= 0 && stretches[i] != stretches[previous]) {
        point(json, trace.epochSecond(previous) + 1, Double.NaN);
      }
      point(json, trace.epochSecond(i), glucose.in(unit));
      previous = i;
    }
    json.writeEndArray();
  }

  private static void point(JsonGenerator json, long second, double value) throws IOException {
    json.writeStartArray();
    json.writeNumber(second * 1000);
    if (Double.isNaN(value)) {
      json.writeNull();
    } else {
      json.writeNumber(Math.round(value * 100) / 100.0);
    }
    json.writeEndArray();
  }

  private void outOfRange(JsonGenerator json, GlucoseTrace trace) throws IOException {
    json.writeArrayFieldStart("outOfRange");
    for (int i = 0; i < trace.size(); i++) {
      if (trace.value(i) instanceof GlucoseValue.OutOfRange side) {
        json.writeStartArray();
        json.writeNumber(trace.epochSecond(i) * 1000);
        json.writeString(side == GlucoseValue.OutOfRange.LOW ? "low" : "high");
        json.writeEndArray();
      }
    }
    json.writeEndArray();
  }

  private void ticks(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("ticks");
    for (Ticks.Tick tick : Ticks.of(window, patient.zone(), words)) {
      json.writeStartObject();
      json.writeNumberField("at", tick.at().toEpochMilli());
      json.writeStringField("label", tick.label());
      json.writeBooleanField("midnight", tick.midnight());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void events(JsonGenerator json, List<CareEvent> events) throws IOException {
    json.writeArrayFieldStart("events");
    for (CareEvent event : events) {
      EventText text = EventText.of(event, unit, words);
      json.writeStartObject();
      json.writeNumberField("at", event.at().toEpochMilli());
      json.writeStringField("kind", text.kind());
      json.writeStringField("lane", words.say("lane." + text.kind()));
      json.writeStringField("label", text.label());
      json.writeStringField("detail", text.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private long from() {
    return window.from().getEpochSecond();
  }

  private long to() {
    return window.to().getEpochSecond();
  }
}
