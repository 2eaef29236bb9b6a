package io.efollowup.insight;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a goal stands at the end of a programme's period.
 *
 * @param current the figure of the last 28 days, or the last laboratory value of the period; empty
 *     where there is too little data
 * @param trend the line through the weeks; empty for goals of HbA1c and for few weeks
 * @param probability for goals of HbA1c: how probable it is that the value at the end of the
 *     outlook meets the goal, from 0 to 1
 * @param weeksAhead how far the outlook looks past the period: to the date of the goal, at most
 *     {@value #LONGEST_OUTLOOK} weeks
 */
public record GoalProgress(
    PersonalGoal goal,
    OptionalDouble current,
    Optional<Trend> trend,
    OptionalDouble probability,
    int weeksAhead,
    Status status) {
  /** A line through thirteen weeks is not followed further than as many. */
  static final int LONGEST_OUTLOOK = 13;

  private static final double LIKELY = 0.8;
  private static final int RECENT_DAYS = 28;

  /** How it stands. */
  public enum Status {
    /** The current figure meets the goal. */
    REACHED,
    /** Not met, but moving towards it, and there when the outlook ends if it goes on like this. */
    ON_TRACK,
    /** Not met, and even the better end of the uncertainty does not get there in that time. */
    NOT_ON_TRACK,
    /** Not met, and its date has passed. */
    MISSED,
    /** The data does not tell. */
    CANNOT_TELL
  }

  /**
   * How many weeks past a period a goal is looked for; a week that has begun counts.
   *
   * @param lastDay of the period
   */
  static int weeksAhead(PersonalGoal goal, LocalDate lastDay) {
    return goal.by()
        .map(date -> Math.ceilDiv(ChronoUnit.DAYS.between(lastDay, date), 7))
        .map(weeks -> (int) Math.clamp(weeks, 0L, LONGEST_OUTLOOK))
        .orElse(LONGEST_OUTLOOK);
  }

  static GoalProgress ofTrend(
      PersonalGoal goal, OptionalDouble current, Optional<Trend> trend, LocalDate lastDay) {
    Status status = status(goal, current, trend);
    return new GoalProgress(
        goal,
        current,
        trend,
        OptionalDouble.empty(),
        weeksAhead(goal, lastDay),
        inTime(status, goal, lastDay, current.isPresent()));
  }

  /**
   * Of a goal of HbA1c.
   *
   * @param laboratory last value of the period
   * @param outlook a forecast for each week past the period; empty where there is none
   */
  static GoalProgress ofA1c(
      PersonalGoal goal,
      Optional<LaboratoryValue> laboratory,
      List<A1cForecast> outlook,
      LocalDate lastDay,
      ZoneId zone) {
    int weeks = weeksAhead(goal, lastDay);
    OptionalDouble probability =
        outlook.isEmpty() || weeks == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(outlook.get(weeks).probabilityAtMost(goal.value()));
    boolean met = laboratory.map(LaboratoryValue::value).filter(goal::isMetBy).isPresent();
    boolean measured = laboratory.filter(value -> isOfDate(value, goal, zone)).isPresent();
    return new GoalProgress(
        goal,
        percent(laboratory),
        Optional.empty(),
        probability,
        weeks,
        inTime(met ? Status.REACHED : status(probability), goal, lastDay, measured));
  }

  static OptionalDouble percent(Optional<LaboratoryValue> laboratory) {
    return laboratory.stream().mapToDouble(value -> value.value().percent()).findFirst();
  }

  /** Whether a value tells how the goal stood on its date: an older one is of weeks before. */
  private static boolean isOfDate(LaboratoryValue value, PersonalGoal goal, ZoneId zone) {
    LocalDate day = value.at().atZone(zone).toLocalDate();
    return goal.by().filter(date -> day.isBefore(date.minusDays(RECENT_DAYS))).isEmpty();
  }

  private static Status status(OptionalDouble probability) {
    if (probability.isEmpty()) {
      return Status.CANNOT_TELL;
    }
    double likely = probability.getAsDouble();
    if (likely >= LIKELY) {
      return Status.ON_TRACK;
    }
    return likely <= 1 - LIKELY ? Status.NOT_ON_TRACK : Status.CANNOT_TELL;
  }

  /**
   * What becomes of a status when the date of the goal has passed.
   *
   * @param measured whether there is a figure that tells
   */
  private static Status inTime(
      Status status, PersonalGoal goal, LocalDate lastDay, boolean measured) {
    boolean passed = goal.by().filter(date -> !date.isAfter(lastDay)).isPresent();
    if (!passed || status == Status.REACHED) {
      return status;
    }
    return measured ? Status.MISSED : Status.CANNOT_TELL;
  }

  private static Status status(PersonalGoal goal, OptionalDouble current, Optional<Trend> trend) {
    if (current.isPresent() && goal.isMetBy(current.getAsDouble())) {
      return Status.REACHED;
    }
    if (current.isEmpty() || trend.isEmpty()) {
      return Status.CANNOT_TELL;
    }
    Trend line = trend.get();
    boolean more = goal.measure().wantsMore();
    boolean improves = more ? line.perWeekLow() > 0 : line.perWeekHigh() < 0;
    if (improves && goal.isMetBy(line.ahead())) {
      return Status.ON_TRACK;
    }
    double best = more ? line.aheadHigh() : line.aheadLow();
    return goal.isMetBy(best) ? Status.CANNOT_TELL : Status.NOT_ON_TRACK;
  }
}
