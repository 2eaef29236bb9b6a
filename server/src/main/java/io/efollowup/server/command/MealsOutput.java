package io.efollowup.server.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.efollowup.glucose.metrics.MealOutcome;
import io.efollowup.glucose.metrics.MealResponse;
import io.efollowup.glucose.metrics.MealResponses;
import io.efollowup.server.csv.MealsCsv.Meal;
import io.efollowup.server.csv.ReadingsCsv;
import io.efollowup.server.csv.SubjectReadings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes how glucose answered meals, as CSV or JSON; meals without figures on stderr. */
final class MealsOutput {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final ZoneId zone;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Map<String, SubjectReadings> subjects;

  MealsOutput(ReadingsCsv readings, ZoneId zone, PrintWriter out, PrintWriter err) {
    this.zone = zone;
    this.out = out;
    this.err = err;
    this.subjects =
        readings.subjects().stream()
            .collect(Collectors.toMap(SubjectReadings::id, Function.identity()));
  }

  private record Answered(Meal meal, MealOutcome outcome) {}

  void print(List<Meal> meals, boolean asJson) throws IOException {
    Map<String, MealResponses> responses =
        meals.stream()
            .map(Meal::id)
            .distinct()
            .filter(subjects::containsKey)
            .parallel()
            .collect(
                Collectors.toConcurrentMap(
                    Function.identity(), id -> MealResponses.of(subjects.get(id).trace(), zone)));
    List<Answered> answered =
        meals.stream().map(meal -> new Answered(meal, outcome(meal, responses))).toList();
    if (asJson) {
      json(answered);
    } else {
      csv(answered);
    }
  }

  private static MealOutcome outcome(Meal meal, Map<String, MealResponses> responses) {
    MealResponses of = responses.get(meal.id());
    return of == null
        ? new MealOutcome.Unavailable("There are no readings of this subject.")
        : of.at(meal.at().toInstant());
  }

  private void csv(List<Answered> answered) {
    out.println("id,time,meal,deltag,deltat,basereco");
    for (Answered each : answered) {
      switch (each.outcome()) {
        case MealResponse response -> out.println(line(each.meal(), response));
        case MealOutcome.Unavailable(String reason) ->
            err.println(
                "efollowup: no figures for the meal of %s at %s: %s"
                    .formatted(each.meal().id(), time(each.meal().at().toInstant()), reason));
      }
    }
  }

  private String line(Meal meal, MealResponse response) {
    return String.join(
        ",",
        CsvText.field(meal.id()),
        time(response.alignedAt()),
        CsvText.field(meal.meal()),
        CsvText.number(response.riseMgdl()),
        CsvText.number(minutes(response)),
        response.recovery().isPresent() ? CsvText.number(response.recovery().getAsDouble()) : "NA");
  }

  private void json(List<Answered> answered) throws IOException {
    try (JsonGenerator json = JsonText.generator(out)) {
      json.writeStartArray();
      for (Answered each : answered) {
        json.writeStartObject();
        json.writeStringField("id", each.meal().id());
        json.writeStringField("meal", each.meal().meal());
        switch (each.outcome()) {
          case MealResponse response -> write(response, json);
          case MealOutcome.Unavailable(String reason) -> {
            json.writeStringField("time", time(each.meal().at().toInstant()));
            json.writeStringField("unavailable", reason);
          }
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    out.println();
  }

  private void write(MealResponse response, JsonGenerator json) throws IOException {
    json.writeStringField("time", time(response.alignedAt()));
    json.writeFieldName("deltag");
    json.writeNumber(CsvText.number(response.riseMgdl()));
    json.writeFieldName("deltat");
    json.writeNumber(CsvText.number(minutes(response)));
    if (response.recovery().isPresent()) {
      json.writeFieldName("basereco");
      json.writeNumber(CsvText.number(response.recovery().getAsDouble()));
    }
  }

  private String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  private static double minutes(MealResponse response) {
    return response.timeToPeak().toSeconds() / 60.0;
  }
}
