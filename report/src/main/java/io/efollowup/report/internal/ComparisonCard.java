package io.efollowup.report.internal;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.insight.GlucoseEstimates;
import io.efollowup.insight.SpanFigures;
import io.efollowup.insight.Targets;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The period beside the one before it. */
final class ComparisonCard {
  private static final float HEADER = 13;
  private static final float ROW = 14;
  private static final int ROWS = 7;

  private final Canvas canvas;
  private final Programme programme;
  private final Words words;
  private final SpanFigures now;
  private final SpanFigures before;

  ComparisonCard(Canvas canvas, Programme programme) {
    this.canvas = canvas;
    this.programme = programme;
    this.words = programme.words();
    this.now = programme.analysis().figures();
    this.before = programme.analysis().before();
  }

  float height() {
    return 2 * Card.PADDING + 18 + HEADER + ROWS * ROW;
  }

  void draw(Box card) {
    Box inner = Card.draw(canvas, card, words.say("before", now.days().days()));
    canvas.table(() -> rows(inner));
  }

  private void rows(Box inner) {
    float base = inner.y() + 4;
    canvas.row(
        () -> {
          canvas.columnHeader(
              () -> canvas.text(inner.x(), base, words.say("before.figure"), Type.SMALL));
          header(x(inner, 0.52f), base, words.period(before.days()));
          header(x(inner, 0.82f), base, words.period(now.days()));
          header(inner.right(), base, words.say("before.change"));
        });
    boolean mmol = programme.options().unit() == GlucoseUnit.MMOL_L;
    row(inner, 0, "before.days", span -> OptionalDouble.of(span.sensorDays()), 0, "");
    row(inner, 1, "before.mean", this::mean, mmol ? 1 : 0, "");
    row(inner, 2, "before.gmi", ComparisonCard::gmi, 1, "%");
    row(inner, 3, "before.cv", SpanFigures::cv, 0, "%");
    shareRow(inner, 4, "before.target", GlucoseZone.TARGET, 0);
    shareRow(inner, 5, "before.low", GlucoseZone.LOW, 1);
    shareRow(inner, 6, "before.high", GlucoseZone.HIGH, 0);
  }

  /** Shares as the weeks tell them; their change from the exact ones. */
  private void shareRow(Box inner, int index, String key, GlucoseZone zone, int places) {
    row(
        inner,
        index,
        key,
        told(before, zone),
        told(now, zone),
        change(key, share(before, zone), share(now, zone), places));
  }

  private String told(SpanFigures span, GlucoseZone zone) {
    return span.shares().total() == 0
        ? words.say("none")
        : programme.numbers().share(span.shares(), zone);
  }

  private void row(
      Box inner,
      int index,
      String key,
      Function<SpanFigures, OptionalDouble> figure,
      int places,
      String suffix) {
    OptionalDouble then = figure.apply(before);
    OptionalDouble this90 = figure.apply(now);
    row(
        inner,
        index,
        key,
        number(then, places, suffix),
        number(this90, places, suffix),
        change(key, then, this90, places));
  }

  private void row(Box inner, int index, String key, String then, String this90, String change) {
    float top = inner.y() + HEADER + index * ROW;
    float y = top + ROW / 2 + 3;
    canvas.line(inner.x(), top, inner.right(), top, Ink.LINE, 0.5f);
    canvas.row(
        () -> {
          String name = words.say(key, programme.options().unit().symbol());
          canvas.rowHeader(() -> canvas.text(inner.x(), y, name, Type.BODY));
          right(x(inner, 0.52f), y, then, Type.BODY);
          right(x(inner, 0.82f), y, this90, Type.BODY.heavy());
          right(inner.right(), y, change, Type.BODY);
        });
  }

  private String number(OptionalDouble value, int places, String suffix) {
    if (value.isEmpty()) {
      return words.say("none");
    }
    String number = programme.numbers().places(value.getAsDouble(), places);
    return suffix.isEmpty() ? number : words.say("percent", number);
  }

  private String change(String key, OptionalDouble then, OptionalDouble this90, int places) {
    boolean count = key.equals("before.days");
    return count || then.isEmpty() || this90.isEmpty()
        ? count ? "" : words.say("none")
        : programme.signed(this90.getAsDouble() - then.getAsDouble(), places);
  }

  private OptionalDouble mean(SpanFigures span) {
    return span.mean().isPresent()
        ? OptionalDouble.of(Glucose.mgdl(span.mean().getAsDouble()).in(programme.options().unit()))
        : OptionalDouble.empty();
  }

  private static OptionalDouble gmi(SpanFigures span) {
    return span.mean().isPresent()
        ? OptionalDouble.of(GlucoseEstimates.gmi(span.mean().getAsDouble()))
        : OptionalDouble.empty();
  }

  private static OptionalDouble share(SpanFigures span, GlucoseZone zone) {
    return span.shares().total() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Targets.percentForGoal(span.shares(), zone));
  }

  private void header(float x, float y, String text) {
    canvas.columnHeader(() -> canvas.text(x, y, text, Type.SMALL, Canvas.Align.RIGHT));
  }

  private void right(float x, float y, String text, Type type) {
    canvas.cell(() -> canvas.text(x, y, text, type, Canvas.Align.RIGHT));
  }

  private static float x(Box inner, float share) {
    return inner.x() + inner.width() * share;
  }
}
