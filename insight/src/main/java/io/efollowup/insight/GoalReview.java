package io.efollowup.insight;

import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.GoalMeasure;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Holds goals against the weeks of a period, its last days and its outlook. */
record GoalReview(
    List<SpanFigures> weeks,
    SpanFigures recent,
    List<LaboratoryValue> laboratory,
    List<A1cForecast> outlook,
    DayRange period,
    ZoneId zone) {

  /** A week with less says nothing of itself. */
  private static final double WEEK_COVERAGE = 50;

  GoalProgress progress(PersonalGoal goal) {
    if (goal.measure() == GoalMeasure.HBA1C) {
      return ofA1c(goal);
    }
    List<Trend.Point> points = new ArrayList<>();
    for (int week = 0; week < weeks.size(); week++) {
      OptionalDouble figure = figure(weeks.get(week), goal.measure());
      if (weeks.get(week).coveragePercent() >= WEEK_COVERAGE && figure.isPresent()) {
        points.add(new Trend.Point(week, figure.getAsDouble()));
      }
    }
    OptionalDouble current =
        recent.coveragePercent() >= WEEK_COVERAGE
            ? figure(recent, goal.measure())
            : OptionalDouble.empty();
    int outlookWeek = weeks.size() - 1 + GoalProgress.weeksAhead(goal, period.lastDay());
    return GoalProgress.ofTrend(goal, current, Trend.of(points, outlookWeek), period.lastDay());
  }

  private GoalProgress ofA1c(PersonalGoal goal) {
    Optional<LaboratoryValue> last =
        laboratory.stream()
            .filter(value -> !value.at().isBefore(period.start(zone)))
            .reduce((earlier, later) -> later);
    return GoalProgress.ofA1c(goal, last, outlook, period.lastDay(), zone);
  }

  static OptionalDouble figure(SpanFigures span, GoalMeasure measure) {
    return switch (measure) {
      case TIME_IN_TARGET -> share(span, GlucoseZone.TARGET);
      case TIME_BELOW -> share(span, GlucoseZone.LOW);
      case TIME_VERY_LOW -> share(span, GlucoseZone.VERY_LOW);
      case TIME_ABOVE -> share(span, GlucoseZone.HIGH);
      case TIME_VERY_HIGH -> share(span, GlucoseZone.VERY_HIGH);
      case MEAN -> span.mean();
      case CV -> span.cv();
      case GMI ->
          span.mean().isPresent()
              ? OptionalDouble.of(GlucoseEstimates.gmi(span.mean().getAsDouble()))
              : OptionalDouble.empty();
      case HBA1C -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble share(SpanFigures span, GlucoseZone zone) {
    return span.shares().total() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Targets.percentForGoal(span.shares(), zone));
  }
}
