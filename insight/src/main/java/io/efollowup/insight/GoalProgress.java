package io.efollowup.insight;

import io.efollowup.glucose.GlycatedHaemoglobin;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a goal stands at the end of a programme's period.
 *
 * @param current the figure of the last 28 days, or the last laboratory value of the period; empty
 *     where there is too little data
 * @param trend the line through the weeks; empty for goals of HbA1c and for few weeks
 * @param probability for goals of HbA1c: how probable it is that the value thirteen weeks later
 *     meets the goal, from 0 to 1
 */
public record GoalProgress(
    PersonalGoal goal,
    OptionalDouble current,
    Optional<Trend> trend,
    OptionalDouble probability,
    Status status) {
  private static final double LIKELY = 0.8;

  /** How it stands. */
  public enum Status {
    /** The current figure meets the goal. */
    REACHED,
    /** Not met, but moving towards it, and there within thirteen weeks if it goes on like this. */
    ON_TRACK,
    /** Not met, and even the better end of the uncertainty does not get there in that time. */
    NOT_ON_TRACK,
    /** The data does not tell. */
    CANNOT_TELL
  }

  static GoalProgress ofTrend(PersonalGoal goal, OptionalDouble current, Optional<Trend> trend) {
    return new GoalProgress(
        goal, current, trend, OptionalDouble.empty(), status(goal, current, trend));
  }

  static GoalProgress ofA1c(
      PersonalGoal goal, Optional<GlycatedHaemoglobin> laboratory, A1cForecast later) {
    double probability = later.probabilityAtMost(goal.value());
    Status status;
    if (laboratory.isPresent() && goal.isMetBy(laboratory.get())) {
      status = Status.REACHED;
    } else if (probability >= LIKELY) {
      status = Status.ON_TRACK;
    } else {
      status = probability <= 1 - LIKELY ? Status.NOT_ON_TRACK : Status.CANNOT_TELL;
    }
    return new GoalProgress(
        goal, percent(laboratory), Optional.empty(), OptionalDouble.of(probability), status);
  }

  static OptionalDouble percent(Optional<GlycatedHaemoglobin> laboratory) {
    return laboratory.stream().mapToDouble(GlycatedHaemoglobin::percent).findFirst();
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
