package io.efollowup.server.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.efollowup.forecast.Basis;
import io.efollowup.forecast.ForecastStep;
import io.efollowup.forecast.ForecastStep.Interval;
import io.efollowup.forecast.GlucoseRisk;
import io.efollowup.forecast.NoPrognosis;
import io.efollowup.forecast.Outlook;
import io.efollowup.forecast.Prognosis;
import io.efollowup.glucose.GlucoseUnit;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes outlooks as CSV or JSON, values in one unit. */
final class PrognosisOutput {
  private static final String COLUMNS =
      "subject,origin,minutes,unit,mean,median,low50,high50,low80,high80,low95,high95,"
          + "below54,below70,above180,above250,note";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

  private final PrintWriter out;
  private final GlucoseUnit unit;

  PrognosisOutput(PrintWriter out, GlucoseUnit unit) {
    this.out = out;
    this.unit = unit;
  }

  /**
   * One subject's outlook.
   *
   * @param origin none where no origin is named and the subject has no reading
   */
  record Subject(String id, Optional<OffsetDateTime> origin, Outlook outlook) {}

  /** A row for each step, risks where their time is; one row with a note where there is none. */
  void csv(List<Subject> subjects) {
    out.println(COLUMNS);
    for (Subject subject : subjects) {
      String start =
          CsvText.field(subject.id()) + ',' + subject.origin().map(TIME::format).orElse("") + ',';
      switch (subject.outlook()) {
        case Prognosis prognosis ->
            prognosis.steps().forEach(step -> out.println(start + row(prognosis, step)));
        case NoPrognosis none ->
            out.println(start + ",".repeat(14) + CsvText.field(none.sentence()));
      }
    }
  }

  private String row(Prognosis prognosis, ForecastStep step) {
    StringBuilder row = new StringBuilder();
    row.append(step.minutes()).append(',').append(unit.symbol());
    row.append(',').append(value(step.meanMgdl())).append(',').append(value(step.medianMgdl()));
    for (Interval interval : List.of(step.central50(), step.central80(), step.central95())) {
      row.append(',').append(value(interval.lowMgdl()));
      row.append(',').append(value(interval.highMgdl()));
    }
    boolean shown = GlucoseRisk.HORIZONS_MINUTES.contains(step.minutes());
    for (GlucoseRisk.Limit limit : GlucoseRisk.Limit.values()) {
      row.append(',').append(shown ? probability(prognosis.risk(limit, step.minutes())) : "");
    }
    return row.append(',').toString();
  }

  void json(List<Subject> subjects) throws IOException {
    try (JsonGenerator json = JsonText.generator(out)) {
      json.writeStartArray();
      for (Subject subject : subjects) {
        json.writeStartObject();
        json.writeStringField("subject", subject.id());
        if (subject.origin().isPresent()) {
          json.writeStringField("origin", TIME.format(subject.origin().get()));
        }
        basis(json, subject.outlook().basis());
        switch (subject.outlook()) {
          case Prognosis prognosis -> prognosis(json, prognosis);
          case NoPrognosis none -> {
            json.writeStringField("refused", name(none.reason()));
            json.writeStringField("note", none.sentence());
          }
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    out.println();
  }

  private static void basis(JsonGenerator json, Basis basis) throws IOException {
    json.writeObjectFieldStart("basis");
    json.writeNumberField("readings", basis.readings());
    json.writeNumberField("gaps", basis.gaps());
    json.writeNumberField("longestGapMinutes", basis.longestGap().toMinutes());
    if (basis.age().isPresent()) {
      json.writeNumberField("ageSeconds", basis.age().get().toSeconds());
    }
    json.writeEndObject();
  }

  private void prognosis(JsonGenerator json, Prognosis prognosis) throws IOException {
    json.writeStringField("unit", unit.symbol());
    json.writeArrayFieldStart("steps");
    for (ForecastStep step : prognosis.steps()) {
      json.writeStartObject();
      json.writeNumberField("minutes", step.minutes());
      number(json, "mean", value(step.meanMgdl()));
      number(json, "median", value(step.medianMgdl()));
      interval(json, "central50", step.central50());
      interval(json, "central80", step.central80());
      interval(json, "central95", step.central95());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("risks");
    for (GlucoseRisk risk : prognosis.risks()) {
      json.writeStartObject();
      json.writeStringField("limit", name(risk.limit()));
      json.writeNumberField("withinMinutes", risk.withinMinutes());
      number(json, "probability", probability(risk.probability()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void interval(JsonGenerator json, String name, Interval interval) throws IOException {
    json.writeArrayFieldStart(name);
    json.writeNumber(value(interval.lowMgdl()));
    json.writeNumber(value(interval.highMgdl()));
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, String name, String number) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(number);
  }

  private static String name(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String value(double mgdl) {
    return unit == GlucoseUnit.MG_DL
        ? String.format(Locale.ROOT, "%.1f", mgdl)
        : String.format(Locale.ROOT, "%.2f", mgdl / GlucoseUnit.MG_DL_PER_MMOL_L);
  }

  private static String probability(double probability) {
    return String.format(Locale.ROOT, "%.4f", probability);
  }
}
