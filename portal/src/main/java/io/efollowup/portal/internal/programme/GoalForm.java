package io.efollowup.portal.internal.programme;

import io.efollowup.glucose.GoalMeasure;
import io.efollowup.insight.Targets;
import io.efollowup.portal.internal.web.Request;
import io.efollowup.record.GoalEntry;
import io.efollowup.record.Patient;
import io.efollowup.record.Signature;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The form of a goal.
 *
 * @param notice key of the sentence that says what is wrong with it; empty for nothing
 */
public record GoalForm(String measure, String value, String unit, String by, String notice) {
  /** Not filled in yet. */
  static final GoalForm EMPTY = new GoalForm("tir", "", "%", "", "");

  private static final int MOST_YEARS = 10;

  static GoalForm of(Request request, String notice) {
    return new GoalForm(
        Typed.text(request, "measure"),
        Typed.text(request, "value"),
        Typed.text(request, "unit"),
        Typed.text(request, "by"),
        notice);
  }

  /** The measures a goal of this patient may be about. */
  static List<GoalMeasure> measures(Patient patient) {
    boolean tellsVeryHigh = Targets.of(patient.targets()).tellsVeryHigh();
    return Arrays.stream(GoalMeasure.values())
        .filter(measure -> measure != GoalMeasure.TIME_VERY_HIGH || tellsVeryHigh)
        .toList();
  }

  /** The goal typed; typed twice on one day it is the same. */
  static GoalEntry entry(Request request, Patient patient, Signature who) throws Typed.Refused {
    GoalMeasure measure =
        GoalMeasure.ofCode(Typed.text(request, "measure"))
            .filter(measures(patient)::contains)
            .orElseThrow(() -> new Typed.Refused("programme.goal.measure.wrong"));
    double limit = limit(request, measure);
    LocalDate today = who.at().atZone(patient.zone()).toLocalDate();
    return GoalEntry.of(patient, measure, limit, by(request, today), who);
  }

  private static double limit(Request request, GoalMeasure measure) throws Typed.Refused {
    String wrong =
        switch (measure) {
          case MEAN -> "programme.goal.mean.wrong";
          case HBA1C -> "programme.goal.hba1c.wrong";
          default -> "programme.goal.percent.wrong";
        };
    double number = Typed.number(request, "value").orElseThrow(() -> new Typed.Refused(wrong));
    try {
      return measure.limit(number, Typed.text(request, "unit"));
    } catch (IllegalArgumentException e) {
      throw new Typed.Refused(wrong);
    }
  }

  private static Optional<LocalDate> by(Request request, LocalDate today) throws Typed.Refused {
    if (Typed.text(request, "by").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Typed.date(request, "by")
            .filter(day -> !day.isBefore(today) && day.isBefore(today.plusYears(MOST_YEARS)))
            .orElseThrow(() -> new Typed.Refused("programme.goal.by.wrong")));
  }
}
