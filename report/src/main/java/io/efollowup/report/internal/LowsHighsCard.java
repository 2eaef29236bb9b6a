package io.efollowup.report.internal;

import io.efollowup.insight.ReviewedStretch;
import io.efollowup.insight.Stretch;
import io.efollowup.report.internal.Table.Cell;
import io.efollowup.report.internal.Table.Column;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The times below target and the longest above it, with what was logged around them. */
final class LowsHighsCard implements FlowCard {
  private static final int MOST_LOWS = 8;

  /** So that risk and variability stay on the shorter page. */
  private static final int MOST_LOWS_ON_LETTER = 5;

  private static final int MOST_HIGHS = 4;
  private static final float SIDE_HEAD = 15;
  private static final Comparator<ReviewedStretch> WEIGHTIEST =
      Comparator.comparing((ReviewedStretch s) -> s.stretch().severe())
          .thenComparing(s -> s.stretch().duration())
          .reversed();
  private static final List<Column> COLUMNS =
      List.of(
          Column.left("", 0.02f, 0.3f),
          Column.right("", 0.3f, 0.42f),
          Column.right("", 0.42f, 0.54f),
          Column.left("", 0.57f, 1));

  private final Canvas canvas;
  private final Report report;
  private final Words words;

  LowsHighsCard(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
    this.words = report.words();
  }

  @Override
  public float height(float width) {
    return Card.around(
        side(Stretch.Side.LOW, mostLows())
            + 4
            + side(Stretch.Side.HIGH, MOST_HIGHS)
            + (hasRemarks() ? note().height(Card.inside(width)) : 0));
  }

  private int mostLows() {
    return switch (report.options().pageSize()) {
      case A4 -> MOST_LOWS;
      case LETTER -> MOST_LOWS_ON_LETTER;
    };
  }

  /** Whether any line has a remark that needs explaining. */
  private boolean hasRemarks() {
    return report.findings().stretches().stream()
        .anyMatch(
            stretch ->
                stretch.notice() == ReviewedStretch.Notice.NOTHING_LOGGED
                    || stretch.compressionSuspected());
  }

  private CardNote note() {
    return new CardNote(canvas, words.say("stretches.note"));
  }

  private float side(Stretch.Side side, int most) {
    return SIDE_HEAD + Math.clamp(of(side).size(), 0, most) * Table.ROW;
  }

  private List<ReviewedStretch> of(Stretch.Side side) {
    return report.findings().stretches().stream().filter(s -> s.stretch().side() == side).toList();
  }

  @Override
  public void draw(Box card) {
    Box inner = Card.draw(canvas, card, words.say("stretches"));
    float y = draw(inner, inner.y(), Stretch.Side.LOW, mostLows());
    draw(inner, y + 4, Stretch.Side.HIGH, MOST_HIGHS);
    if (hasRemarks()) {
      note().draw(inner);
    }
  }

  private float draw(Box inner, float top, Stretch.Side side, int most) {
    boolean low = side == Stretch.Side.LOW;
    List<ReviewedStretch> all = of(side);
    canvas.fill(new Box(inner.x(), top + 1, 6, 6), low ? Ink.LOW : Ink.HIGH);
    String name = words.say(low ? "stretches.low" : "stretches.high");
    canvas.text(inner.x() + 10, top + 7, name, Type.STRONG);
    String summary = all.isEmpty() ? none() : summary(all, most);
    canvas.text(inner.right(), top + 7, summary, Type.NOTE, Canvas.Align.RIGHT);
    Table table = new Table(canvas, report, COLUMNS);
    List<List<Cell>> rows = shown(all, most).stream().map(this::cells).toList();
    if (!rows.isEmpty()) {
      table.drawRows(inner.inset(0, top + SIDE_HEAD - inner.y(), 0, 0), rows);
    }
    return top + SIDE_HEAD + rows.size() * Table.ROW;
  }

  /** The weightiest, in order of time. */
  private static List<ReviewedStretch> shown(List<ReviewedStretch> all, int most) {
    return all.stream()
        .sorted(WEIGHTIEST)
        .limit(most)
        .sorted(Comparator.comparing(s -> s.stretch().from()))
        .toList();
  }

  /** Where nothing was measured, nothing can be said to have been in target. */
  private String none() {
    if (report.analysis().shares().total() == 0) {
      return words.say("none");
    }
    return words.say(
        report.analysis().findsStretches() ? "stretches.none" : "stretches.none.sparse");
  }

  private String summary(List<ReviewedStretch> stretches, int most) {
    Duration total =
        stretches.stream().map(s -> s.stretch().duration()).reduce(Duration.ZERO, Duration::plus);
    String key = stretches.size() > most ? "stretches.summary.some" : "stretches.summary";
    return words.say(key, stretches.size(), report.numbers().duration(total), most);
  }

  private List<Cell> cells(ReviewedStretch reviewed) {
    Stretch stretch = reviewed.stretch();
    LocalDate day = stretch.from().atZone(report.analysis().zone()).toLocalDate();
    String when =
        words.say(
            "stretches.line",
            words.weekday(day),
            words.shortDate(day),
            report.numbers().clock(stretch.from()),
            end(day, stretch));
    String key = reviewed.isLow() ? "stretches.lowest" : "stretches.highest";
    Type extreme =
        stretch.severe()
            ? Type.BODY.heavy().in(reviewed.isLow() ? Ink.VERY_LOW : Ink.VERY_HIGH)
            : Type.BODY;
    return List.of(
        Cell.of(when),
        Cell.of(report.numbers().duration(stretch.duration())),
        new Cell(words.say(key, report.numbers().glucose(stretch.extreme())), extreme),
        Cell.faint(remarks(reviewed)));
  }

  private String end(LocalDate begun, Stretch stretch) {
    LocalDate day = stretch.to().atZone(report.analysis().zone()).toLocalDate();
    String clock = report.numbers().clock(stretch.to());
    if (day.equals(begun)) {
      return clock;
    }
    boolean sameWeek = day.isBefore(begun.plusDays(7));
    return (sameWeek ? words.weekday(day) : words.shortDate(day)) + " " + clock;
  }

  private String remarks(ReviewedStretch reviewed) {
    List<String> remarks = new ArrayList<>();
    if (reviewed.atNight()) {
      remarks.add(words.say("stretches.night"));
    }
    if (reviewed.notice() == ReviewedStretch.Notice.NOTHING_LOGGED) {
      remarks.add(words.say("stretches.unlogged"));
    }
    if (reviewed.compressionSuspected()) {
      remarks.add(words.say("stretches.pressure"));
    }
    return String.join(words.say("separator"), remarks);
  }
}
