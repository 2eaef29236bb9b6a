package io.efollowup.report.internal;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GoalMeasure;
import io.efollowup.insight.GoalProgress;
import io.efollowup.insight.PersonalGoal;
import io.efollowup.insight.Trend;
import java.util.List;

/** The goals set with the patient and how they stand. */
final class GoalsCard {
  private static final float HEADER = 12;
  private static final float ROW = 17;
  private static final float NOTE = 11;

  private final Canvas canvas;
  private final Programme programme;
  private final Words words;
  private final List<GoalProgress> goals;

  GoalsCard(Canvas canvas, Programme programme) {
    this.canvas = canvas;
    this.programme = programme;
    this.words = programme.words();
    this.goals = programme.analysis().goals();
  }

  float height() {
    int rows = Math.max(1, goals.size());
    return 2 * Card.PADDING + 18 + HEADER + rows * ROW + NOTE;
  }

  void draw(Box card) {
    String title = programme.analysis().personal() ? "goals.personal" : "goals.agreed";
    Box inner = Card.draw(canvas, card, words.say(title));
    if (goals.isEmpty()) {
      canvas.text(inner.x(), inner.y() + 10, words.say("goals.none"), Type.NOTE);
      return;
    }
    canvas.table(() -> rows(inner));
    canvas.text(inner.x(), inner.bottom(), words.say("goals.explained"), Type.SMALL);
  }

  private void rows(Box inner) {
    float base = inner.y() + 4;
    canvas.row(
        () -> {
          header(inner.x(), base, "goals.column.goal", Canvas.Align.LEFT);
          header(x(inner, 0.50f), base, "goals.column.now", Canvas.Align.RIGHT);
          header(x(inner, 0.55f), base, "goals.column.trend", Canvas.Align.LEFT);
          header(x(inner, 0.80f), base, "goals.column.status", Canvas.Align.LEFT);
        });
    for (int i = 0; i < goals.size(); i++) {
      float top = inner.y() + HEADER + i * ROW;
      canvas.line(inner.x(), top, inner.right(), top, Ink.LINE, 0.5f);
      GoalProgress progress = goals.get(i);
      canvas.row(() -> row(inner, top + ROW / 2 + 3, progress));
    }
  }

  private void row(Box inner, float y, GoalProgress progress) {
    PersonalGoal goal = progress.goal();
    canvas.rowHeader(
        () -> {
          float width = canvas.text(inner.x(), y, name(goal), Type.BODY);
          goal.by()
              .map(date -> words.say("goals.by", words.date(date)))
              .ifPresent(by -> canvas.text(inner.x() + width + 5, y, by, Type.SMALL));
        });
    String now =
        progress.current().isPresent()
            ? figure(goal.measure(), progress.current().getAsDouble())
            : words.say("none");
    canvas.cell(() -> canvas.text(x(inner, 0.50f), y, now, Type.BODY.heavy(), Canvas.Align.RIGHT));
    canvas.cell(() -> canvas.text(x(inner, 0.55f), y, outlook(progress), Type.NOTE));
    canvas.cell(() -> status(x(inner, 0.80f), y, progress.status()));
  }

  private String name(PersonalGoal goal) {
    String limit = figure(goal.measure(), goal.value());
    return words.say("goals.measure." + goal.measure().code())
        + "  "
        + words.say(limitKey(goal), limit);
  }

  private static String limitKey(PersonalGoal goal) {
    if (goal.measure().wantsMore()) {
      return goal.strict() ? "goal.above" : "goal.at-least";
    }
    return goal.strict() ? "goal.below" : "goal.at-most";
  }

  private String figure(GoalMeasure measure, double value) {
    return switch (measure) {
      case HBA1C, GMI -> programme.a1c(value);
      case MEAN ->
          programme
              .numbers()
              .withUnit(programme.numbers().glucose(Glucose.mgdl(Math.max(1, value))));
      case TIME_IN_TARGET, TIME_BELOW, TIME_VERY_LOW, TIME_ABOVE, TIME_VERY_HIGH, CV ->
          programme
              .numbers()
              .shownPercent(value < 10 ? Math.rint(value * 10) / 10 : Math.rint(value));
    };
  }

  private String outlook(GoalProgress progress) {
    if (progress.weeksAhead() == 0) {
      return words.say("none"); // its date has passed
    }
    if (progress.probability().isPresent()) {
      double percent = 100 * progress.probability().getAsDouble();
      String shown =
          percent < 1 || percent > 99
              ? words.say(
                  percent < 1 ? "goal.below" : "goal.above",
                  programme.numbers().percent(percent < 1 ? 1 : 99))
              : programme.numbers().percent(Math.rint(percent));
      return words.say(
          progress.weeksAhead() == 1 ? "goals.probability.week" : "goals.probability",
          Integer.toString(progress.weeksAhead()),
          shown);
    }
    return progress
        .trend()
        .map(trend -> trend(progress.goal().measure(), trend))
        .orElseGet(() -> words.say("goals.trend.none"));
  }

  /** Change in four weeks with its uncertainty; a week's is too small to read. */
  private String trend(GoalMeasure measure, Trend trend) {
    double factor = 4;
    int places = 1;
    if (measure == GoalMeasure.MEAN && programme.options().unit() == GlucoseUnit.MMOL_L) {
      factor /= GlucoseUnit.MG_DL_PER_MMOL_L;
    } else if (measure != GoalMeasure.GMI) {
      places = Math.abs(trend.perWeekHigh() - trend.perWeekLow()) * factor < 2 ? 1 : 0;
    } else {
      places = 2;
    }
    return words.say(
        "goals.trend",
        programme.signed(factor * trend.perWeek(), places),
        programme.signed(factor * trend.perWeekLow(), places),
        programme.signed(factor * trend.perWeekHigh(), places));
  }

  /** A word with a shape, so that it is not told by colour. */
  private void status(float x, float y, GoalProgress.Status status) {
    float middle = y - 2.8f;
    switch (status) {
      case REACHED -> canvas.dot(x + 3, middle, 3, Ink.TARGET);
      case ON_TRACK ->
          canvas.polygon(
              new float[] {x, x + 6, x},
              new float[] {middle - 3.2f, middle, middle + 3.2f},
              3,
              Ink.TARGET);
      case NOT_ON_TRACK, MISSED ->
          canvas.fill(new Box(x, middle - 2.8f, 5.6f, 5.6f), Ink.VERY_HIGH);
      case CANNOT_TELL -> canvas.ring(x + 3, middle, 2.6f, Ink.MUTED, 0.8f);
    }
    String key =
        switch (status) {
          case REACHED -> "goals.status.reached";
          case ON_TRACK -> "goals.status.on-track";
          case NOT_ON_TRACK -> "goals.status.not-on-track";
          case MISSED -> "goals.status.missed";
          case CANNOT_TELL -> "goals.status.cannot-tell";
        };
    canvas.text(x + 10, y, words.say(key), Type.BODY.heavy());
  }

  private void header(float x, float y, String key, Canvas.Align align) {
    canvas.columnHeader(() -> canvas.text(x, y, words.say(key), Type.SMALL, align));
  }

  private static float x(Box inner, float share) {
    return inner.x() + inner.width() * share;
  }
}
