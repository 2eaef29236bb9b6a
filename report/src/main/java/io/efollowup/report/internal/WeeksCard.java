package io.efollowup.report.internal;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.insight.GlucoseEstimates;
import io.efollowup.insight.SpanFigures;
import java.util.List;
import java.util.OptionalDouble;

/** A line of figures for each week. */
final class WeeksCard {
  private static final float HEADER = 13;
  private static final float ROW = 15;
  private static final float NOTE = 11;
  private static final float FAINT_BELOW = 50;

  private final Canvas canvas;
  private final Programme programme;
  private final Words words;
  private final List<SpanFigures> weeks;

  WeeksCard(Canvas canvas, Programme programme) {
    this.canvas = canvas;
    this.programme = programme;
    this.words = programme.words();
    this.weeks = programme.analysis().weeks();
  }

  float height() {
    return 2 * Card.PADDING + 18 + HEADER + weeks.size() * ROW + NOTE;
  }

  void draw(Box card) {
    Box inner = Card.draw(canvas, card, words.say("weeks"));
    canvas.table(() -> rows(inner));
    canvas.text(inner.x(), inner.bottom() + 2, words.say("weeks.note"), Type.SMALL);
  }

  private void rows(Box inner) {
    float base = inner.y() + 4;
    canvas.row(
        () -> {
          header(inner.x(), base, words.say("weeks.week"), Canvas.Align.LEFT);
          header(x(inner, 0.29f), base, words.say("days.coverage"), Canvas.Align.RIGHT);
          String mean = words.say("weeks.mean", programme.options().unit().symbol());
          header(x(inner, 0.41f), base, mean, Canvas.Align.RIGHT);
          header(x(inner, 0.48f), base, "GMI", Canvas.Align.RIGHT);
          header(x(inner, 0.545f), base, "CV", Canvas.Align.RIGHT);
          header(x(inner, 0.64f), base, words.say("days.target"), Canvas.Align.RIGHT);
          header(x(inner, 0.92f), base, words.say("days.low"), Canvas.Align.RIGHT);
          header(inner.right(), base, words.say("days.high"), Canvas.Align.RIGHT);
        });
    for (int i = 0; i < weeks.size(); i++) {
      float top = inner.y() + HEADER + i * ROW;
      canvas.line(inner.x(), top, inner.right(), top, Ink.LINE, 0.5f);
      SpanFigures week = weeks.get(i);
      canvas.row(() -> row(inner, top + ROW / 2 + 3, week));
    }
  }

  private void row(Box inner, float y, SpanFigures week) {
    String name =
        words.say(
            "weeks.days",
            words.shortDate(week.days().firstDay()),
            words.shortDate(week.days().lastDay()));
    canvas.rowHeader(() -> canvas.text(inner.x(), y, name, Type.BODY));
    if (week.shares().total() == 0) {
      canvas.cell(() -> canvas.text(x(inner, 0.24f), y, words.say("weeks.no-data"), Type.NOTE));
      return;
    }
    boolean thin = week.coveragePercent() < FAINT_BELOW;
    Type body = thin ? Type.BODY.in(Ink.FAINT) : Type.BODY;
    right(x(inner, 0.29f), y, programme.numbers().percent(Math.rint(week.coveragePercent())), body);
    right(x(inner, 0.41f), y, mean(week.mean()), body);
    right(x(inner, 0.48f), y, gmi(week.mean()), body);
    right(x(inner, 0.545f), y, percent(week.cv()), body);
    right(x(inner, 0.64f), y, share(week, GlucoseZone.TARGET), body.heavy());
    bar(new Box(x(inner, 0.66f), y - 6.5f, inner.width() * 0.19f, 7), week);
    right(x(inner, 0.92f), y, share(week, GlucoseZone.LOW), body);
    right(inner.right(), y, share(week, GlucoseZone.HIGH), body);
  }

  private String mean(OptionalDouble mean) {
    return mean.isPresent()
        ? programme.numbers().glucose(Glucose.mgdl(mean.getAsDouble()))
        : words.say("none");
  }

  private String gmi(OptionalDouble mean) {
    return mean.isPresent()
        ? programme.a1c(GlucoseEstimates.gmi(mean.getAsDouble()))
        : words.say("none");
  }

  private String percent(OptionalDouble percent) {
    return percent.isPresent()
        ? programme.numbers().percent(Math.rint(percent.getAsDouble()))
        : words.say("none");
  }

  private String share(SpanFigures week, GlucoseZone zone) {
    return programme.numbers().share(week.shares(), zone);
  }

  private void bar(Box bar, SpanFigures week) {
    float x = bar.x();
    for (GlucoseZone zone : GlucoseZone.values()) {
      float width = (float) (week.shares().percent(zone) / 100 * bar.width());
      if (width > 0) {
        canvas.fill(new Box(x, bar.y(), width, bar.height()), Ink.of(zone));
        x += width;
      }
    }
  }

  private void header(float x, float y, String text, Canvas.Align align) {
    canvas.columnHeader(() -> canvas.text(x, y, text, Type.SMALL, align));
  }

  private void right(float x, float y, String text, Type type) {
    canvas.cell(() -> canvas.text(x, y, text, type, Canvas.Align.RIGHT));
  }

  private static float x(Box inner, float share) {
    return inner.x() + inner.width() * share;
  }
}
