package io.efollowup.report.internal;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.metrics.MetricKey;
import io.efollowup.insight.Sufficiency;
import java.util.Optional;
import java.util.OptionalDouble;

/** The key figures with their goals; a figure that cannot be given honestly is a dash. */
final class FiguresCard {
  private final Canvas canvas;
  private final Report report;
  private final Words words;

  /** A figure as it is printed. */
  private record Figure(String name, String number, String unit, Optional<String> goal) {}

  FiguresCard(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
    this.words = report.words();
  }

  void draw(Box card) {
    Box inner = Card.draw(canvas, card, words.say("figures"));
    Figure[] figures = {mean(), gmi(), cv(), active()};
    float step = inner.height() / figures.length;
    for (int i = 0; i < figures.length; i++) {
      float top = inner.y() + i * step;
      Figure figure = figures[i];
      canvas.paragraph(() -> drawFigure(inner, top, figure));
    }
  }

  private void drawFigure(Box inner, float top, Figure figure) {
    canvas.text(inner.x(), top + 5, figure.name(), Type.NOTE);
    float base = top + 22;
    float width = canvas.text(inner.x(), base, figure.number(), Type.FIGURE);
    if (!figure.number().equals(words.say("none"))) {
      canvas.text(inner.x() + width + 4, base, figure.unit(), Type.STRONG.in(Ink.MUTED));
    }
    figure
        .goal()
        .map(goal -> words.say("figures.goal", goal))
        .ifPresent(goal -> canvas.text(inner.right(), base, goal, Type.NOTE, Canvas.Align.RIGHT));
  }

  private Figure mean() {
    GlucoseUnit unit = report.options().unit();
    OptionalDouble mean = report.analysis().metrics().value(MetricKey.MEAN);
    String number =
        mean.isPresent()
            ? report.numbers().glucose(Glucose.mgdl(mean.getAsDouble()))
            : words.say("none");
    return new Figure(
        words.say("figures.mean"),
        number,
        unit.symbol(),
        report
            .targets()
            .meanGoal(unit)
            .map(goal -> words.say("goal.below", report.numbers().glucose(goal))));
  }

  private Figure gmi() {
    OptionalDouble gmi = wholeDays(MetricKey.GMI);
    return new Figure(
        words.say("figures.gmi"),
        gmi.isPresent()
            ? report.numbers().indicator(gmi.getAsDouble(), report.targets().gmiGoal())
            : words.say("none"),
        "%",
        whole(report.targets().gmiGoal()).map(goal -> words.say("goal.below", goal)));
  }

  private Figure cv() {
    OptionalDouble cv = wholeDays(MetricKey.CV);
    OptionalDouble goal = report.targets().cvGoal();
    return new Figure(
        words.say("figures.cv"),
        cv.isPresent() ? report.numbers().variation(cv.getAsDouble(), goal) : words.say("none"),
        "%",
        whole(goal).map(limit -> words.say("goal.at-most", limit)));
  }

  private Figure active() {
    OptionalDouble active = report.analysis().sufficiency().activePercent();
    return new Figure(
        words.say("figures.active"),
        active.isPresent() ? Long.toString(Math.round(active.getAsDouble())) : words.say("none"),
        "%",
        whole(OptionalDouble.of(Sufficiency.ACTIVE_PERCENT_NEEDED))
            .map(goal -> words.say("goal.at-least", goal)));
  }

  private Optional<String> whole(OptionalDouble percent) {
    return percent.isPresent()
        ? Optional.of(report.numbers().percent(percent.getAsDouble()))
        : Optional.empty();
  }

  /** A figure that speaks of whole days is not derived from less than one. */
  private OptionalDouble wholeDays(MetricKey key) {
    return switch (report.analysis().sufficiency().level()) {
      case NOTHING, TOO_SHORT -> OptionalDouble.empty();
      case SPARSE, ENOUGH -> report.analysis().metrics().value(key);
    };
  }

  /** The sentence that says whether there is enough data. */
  static String sufficiency(Report report) {
    Sufficiency is = report.analysis().sufficiency();
    String key =
        switch (is.level()) {
          case NOTHING -> "sufficiency.nothing";
          case TOO_SHORT -> "sufficiency.short";
          case SPARSE -> "sufficiency.sparse";
          case ENOUGH -> "sufficiency.enough";
        };
    return report
        .words()
        .say(
            key,
            is.sensorDays(),
            is.days(),
            report.numbers().percent(is.activePercent().orElse(0)),
            report.numbers().onePlace(is.hoursWorn()));
  }
}
