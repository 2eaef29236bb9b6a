package io.efollowup.report.internal;

import io.efollowup.insight.Stretch;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** The longest times below and above target, side by side. */
final class StretchesCard {
  private static final int LINES = 3;
  private static final float LINE_HEIGHT = 12;

  private final Canvas canvas;
  private final Report report;
  private final Words words;

  StretchesCard(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
    this.words = report.words();
  }

  float height() {
    long most = Math.max(count(Stretch.Side.LOW), count(Stretch.Side.HIGH));
    return 2 * Card.PADDING + 22 + Math.clamp(most, 1, LINES) * LINE_HEIGHT;
  }

  private long count(Stretch.Side side) {
    return report.analysis().stretches().stream().filter(s -> s.side() == side).count();
  }

  void draw(Box card) {
    Box inner = Card.draw(canvas, card, words.say("stretches"));
    float half = inner.width() / 2;
    side(new Box(inner.x(), inner.y(), half - 10, inner.height()), Stretch.Side.LOW);
    side(new Box(inner.x() + half + 6, inner.y(), half - 6, inner.height()), Stretch.Side.HIGH);
  }

  private void side(Box box, Stretch.Side side) {
    boolean low = side == Stretch.Side.LOW;
    List<Stretch> stretches =
        report.analysis().stretches().stream().filter(s -> s.side() == side).toList();
    canvas.fill(new Box(box.x(), box.y(), 6, 6), low ? Ink.LOW : Ink.HIGH);
    canvas.text(
        box.x() + 10,
        box.y() + 6,
        words.say(low ? "stretches.low" : "stretches.high"),
        Type.STRONG);
    if (stretches.isEmpty()) {
      canvas.text(box.x() + 10, box.y() + 6 + LINE_HEIGHT + 2, none(), Type.NOTE);
      return;
    }
    canvas.text(box.right(), box.y() + 6, summary(stretches), Type.NOTE, Canvas.Align.RIGHT);
    List<Stretch> longest =
        stretches.stream()
            .sorted(Comparator.comparing(Stretch::duration).reversed())
            .limit(LINES)
            .toList();
    for (int i = 0; i < longest.size(); i++) {
      line(box, box.y() + 8 + (i + 1) * LINE_HEIGHT, longest.get(i));
    }
  }

  /** Where nothing was measured, nothing can be said to have been in target. */
  private String none() {
    return words.say(report.analysis().shares().total() == 0 ? "none" : "stretches.none");
  }

  private String summary(List<Stretch> stretches) {
    Duration total =
        stretches.stream().map(Stretch::duration).reduce(Duration.ZERO, Duration::plus);
    return words.say("stretches.summary", stretches.size(), report.numbers().duration(total));
  }

  private String end(LocalDate begun, Stretch stretch) {
    LocalDate day = stretch.to().atZone(report.analysis().zone()).toLocalDate();
    String clock = report.numbers().clock(stretch.to());
    return day.equals(begun) ? clock : words.weekday(day) + " " + clock;
  }

  private void line(Box box, float y, Stretch stretch) {
    LocalDate day = stretch.from().atZone(report.analysis().zone()).toLocalDate();
    String when =
        words.say(
            "stretches.line",
            words.weekday(day),
            words.shortDate(day),
            report.numbers().clock(stretch.from()),
            end(day, stretch));
    String key =
        switch (stretch.side()) {
          case LOW -> "stretches.lowest";
          case HIGH -> "stretches.highest";
        };
    canvas.text(box.x() + 10, y, when, Type.NOTE.in(Ink.TEXT));
    canvas.text(
        box.x() + box.width() * 0.72f,
        y,
        report.numbers().duration(stretch.duration()),
        Type.NOTE.in(Ink.TEXT),
        Canvas.Align.RIGHT);
    canvas.text(
        box.right(),
        y,
        words.say(key, report.numbers().glucose(stretch.extreme())),
        Type.NOTE,
        Canvas.Align.RIGHT);
  }
}
