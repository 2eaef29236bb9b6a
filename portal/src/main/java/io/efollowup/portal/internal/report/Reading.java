package io.efollowup.portal.internal.report;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.food.Food;
import io.efollowup.glucose.food.FoodCatalogue;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.portal.internal.view.GlucoseText;
import io.efollowup.portal.internal.view.TimeText;
import io.efollowup.portal.internal.view.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How somebody reads an analysis: their language and unit, and the patient's times. */
public record Reading(SevenDayAnalysis analysis, Words words, GlucoseUnit unit) {
  String say(String key, Object... texts) {
    return words.say("report." + key, texts);
  }

  String value(GlucoseValue value) {
    return GlucoseText.value(value, unit, words);
  }

  String glucose(Optional<Glucose> glucose) {
    return glucose.map(value -> GlucoseText.number(value, unit)).orElse(GlucoseText.NONE);
  }

  /** A difference computed in mg/dL, with its sign. */
  String difference(double mgdl) {
    String text =
        GlucoseText.number(
            unit == GlucoseUnit.MG_DL ? mgdl : mgdl / GlucoseUnit.MG_DL_PER_MMOL_L, unit);
    return mgdl > 0 ? "+" + text : text;
  }

  String percent(double percent) {
    return GlucoseText.percent(percent);
  }

  String moment(Instant at) {
    return TimeText.weekday(at.atZone(analysis.zone()).toLocalDate(), words) + " " + clock(at);
  }

  /** From one moment to another; the day of the end only where it is another. */
  String span(Instant from, Instant to) {
    boolean sameDay =
        from.atZone(analysis.zone()).toLocalDate().equals(to.atZone(analysis.zone()).toLocalDate());
    return moment(from) + (sameDay ? "–" + clock(to) : " – " + moment(to));
  }

  String clock(Instant at) {
    return TimeText.clock(at, analysis.zone());
  }

  String minutes(Duration length) {
    long minutes = length.toMinutes();
    return minutes < 60
        ? words.say("length.minutes", Long.toString(minutes))
        : say("length", Long.toString(minutes / 60), "%02d".formatted(minutes % 60));
  }

  /** Foods by their names in the language. */
  String foods(List<String> terms) {
    boolean chinese = words.language().getLanguage().equals("zh");
    return terms.stream()
        .map(
            term ->
                FoodCatalogue.standard()
                    .find(term)
                    .map((Food food) -> chinese ? food.chinese() : food.english())
                    .orElseGet(() -> say("food.other")))
        .collect(Collectors.joining(say("list.comma")));
  }
}
