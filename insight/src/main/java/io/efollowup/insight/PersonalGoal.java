package io.efollowup.insight;

import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.glucose.GoalMeasure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A goal held against one patient's figures.
 *
 * @param measure what it is about; says the unit and whether it is a least or a most
 * @param value the limit
 * @param strict whether the limit itself is not enough, as with goals agreed for a group
 * @param by when it is to be reached
 */
public record PersonalGoal(
    GoalMeasure measure, double value, boolean strict, Optional<LocalDate> by) {
  public PersonalGoal {
    if (!(value >= 0) || value > 1000) {
      throw new IllegalArgumentException("a goal is a number of at least 0");
    }
  }

  /** A goal set with the patient, whose limit itself is enough. */
  public PersonalGoal(GoalMeasure measure, double value) {
    this(measure, value, false, Optional.empty());
  }

  /** The same, to be reached by a date. */
  public PersonalGoal by(LocalDate date) {
    return new PersonalGoal(measure, value, strict, Optional.of(date));
  }

  /** The goals agreed for a group, as if they had been set with the patient. */
  static List<PersonalGoal> agreed(Targets targets) {
    List<PersonalGoal> goals = new ArrayList<>();
    add(goals, GoalMeasure.TIME_IN_TARGET, targets, GlucoseZone.TARGET);
    add(goals, GoalMeasure.TIME_BELOW, targets, GlucoseZone.LOW);
    add(goals, GoalMeasure.TIME_VERY_LOW, targets, GlucoseZone.VERY_LOW);
    add(goals, GoalMeasure.TIME_ABOVE, targets, GlucoseZone.HIGH);
    add(goals, GoalMeasure.TIME_VERY_HIGH, targets, GlucoseZone.VERY_HIGH);
    return goals;
  }

  private static void add(
      List<PersonalGoal> goals, GoalMeasure measure, Targets targets, GlucoseZone zone) {
    targets
        .goal(zone)
        .ifPresent(
            goal -> goals.add(new PersonalGoal(measure, goal.percent(), true, Optional.empty())));
  }

  /** Whether a figure meets the goal. */
  public boolean isMetBy(double figure) {
    if (strict && figure == value) {
      return false;
    }
    return measure.wantsMore() ? figure >= value : figure <= value;
  }

  /**
   * Whether a laboratory's HbA1c meets a goal of HbA1c. Both are rounded as laboratories report:
   * percent to one decimal, or whole mmol/mol where the laboratory stated that, so that 53 mmol/mol
   * (7.0004 %) meets 7 %.
   */
  boolean isMetBy(GlycatedHaemoglobin laboratory) {
    boolean percent = laboratory.unit() == GlycatedHaemoglobin.Unit.PERCENT;
    int places = percent ? 1 : 0;
    double limit = percent ? value : GlycatedHaemoglobin.mmolPerMolOf(value);
    int order = rounded(laboratory.value(), places).compareTo(rounded(limit, places));
    return strict ? order < 0 : order <= 0;
  }

  private static BigDecimal rounded(double number, int places) {
    return BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP);
  }
}
