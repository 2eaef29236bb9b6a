package io.efollowup.portal.internal.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.metrics.PercentileProfile;
import io.efollowup.insight.CurvePoint;
import io.efollowup.insight.CurveSegment;
import io.efollowup.insight.DayView;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.portal.internal.page.EventText;
import io.efollowup.portal.internal.view.Sparkline;
import io.efollowup.portal.internal.web.Json;
import java.io.IOException;
import java.time.LocalTime;

/** What the page's script draws: values in the reader's unit, times as seconds of the day. */
final class SevenDayCharts {
  private final Reading reading;
  private final SevenDayAnalysis analysis;
  private final GlucoseUnit unit;

  SevenDayCharts(Reading reading) {
    this.reading = reading;
    this.analysis = reading.analysis();
    this.unit = reading.unit();
  }

  byte[] json() {
    return Json.written(
        json -> {
          json.writeStartObject();
          json.writeStringField("unit", unit.symbol());
          json.writeNumberField("decimals", unit == GlucoseUnit.MG_DL ? 0 : 1);
          limits(json);
          profile(json);
          json.writeArrayFieldStart("days");
          for (DayView day : analysis.daily()) {
            day(json, day);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private void limits(JsonGenerator json) throws IOException {
    GlucoseThresholds.Limits limits = analysis.thresholds().in(unit);
    json.writeObjectFieldStart("limits");
    json.writeNumberField("veryLow", limits.veryLow());
    json.writeNumberField("low", limits.low());
    json.writeNumberField("high", limits.high());
    if (analysis.targets().tellsVeryHigh()) {
      json.writeNumberField("veryHigh", limits.veryHigh());
    }
    json.writeEndObject();
  }

  private void profile(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("profile");
    boolean enough = analysis.sufficiency().sensorDays() >= ProfileSection.LEAST_DAYS;
    for (PercentileProfile.Row row : analysis.profile().rows()) {
      if (enough) {
        json.writeStartArray();
        json.writeNumber(row.secondOfDay());
        for (double mgdl : new double[] {row.p05(), row.p25(), row.p50(), row.p75(), row.p95()}) {
          json.writeNumber(rounded(Glucose.mgdl(mgdl).in(unit)));
        }
        json.writeEndArray();
      }
    }
    json.writeEndArray();
  }

  private void day(JsonGenerator json, DayView day) throws IOException {
    json.writeStartObject();
    json.writeStringField("date", day.date().toString());
    json.writeArrayFieldStart("points");
    for (CurveSegment segment : day.curve()) {
      for (CurvePoint point : segment.points()) {
        point(json, point);
      }
      // A null between two segments breaks the line.
      json.writeNull();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("events");
    for (CareEvent event : day.events()) {
      event(json, event);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Second of the day, value, zone; beyond the sensor the side stands in place of the value. */
  private void point(JsonGenerator json, CurvePoint point) throws IOException {
    json.writeStartArray();
    json.writeNumber(point.secondOfDay());
    switch (point.value()) {
      case GlucoseValue.Measured(Glucose glucose) -> json.writeNumber(rounded(glucose.in(unit)));
      case GlucoseValue.OutOfRange.LOW -> json.writeString("low");
      case GlucoseValue.OutOfRange.HIGH -> json.writeString("high");
    }
    json.writeString(Sparkline.zoneClass(point.zone()));
    json.writeEndArray();
  }

  private void event(JsonGenerator json, CareEvent event) throws IOException {
    EventText text = EventText.of(event, unit, reading.words());
    LocalTime time = event.at().atZone(analysis.zone()).toLocalTime();
    json.writeStartObject();
    json.writeNumberField("at", time.toSecondOfDay());
    json.writeStringField("kind", text.kind());
    json.writeStringField("lane", reading.words().say("lane." + text.kind()));
    json.writeStringField("label", text.label());
    json.writeStringField("detail", detail(event, text));
    json.writeEndObject();
  }

  private String detail(CareEvent event, EventText text) {
    return event instanceof CareEvent.Meal meal && !meal.foods().isEmpty()
        ? text.detail() + " · " + reading.foods(meal.foods())
        : text.detail();
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
