package io.efollowup.report.internal;

import io.efollowup.insight.CurvePoint;
import io.efollowup.insight.Night;
import io.efollowup.report.internal.Table.Cell;
import io.efollowup.report.internal.Table.Column;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** Each night, midnight to six. */
final class NightsCard implements FlowCard {
  private static final int MOST = 14;
  private static final int BAR = 3;
  private static final List<Column> COLUMNS =
      List.of(
          Column.left("nights.night", 0, 0.2f),
          Column.right("days.mean", 0.2f, 0.29f),
          Column.right("days.target", 0.29f, 0.39f),
          Column.drawing(0.415f, 0.555f),
          Column.right("nights.below", 0.555f, 0.655f),
          Column.right("nights.above", 0.655f, 0.755f),
          Column.right("nights.lowest", 0.755f, 0.89f),
          Column.right("nights.morning", 0.89f, 1));

  private final Canvas canvas;
  private final Report report;
  private final Words words;

  NightsCard(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
    this.words = report.words();
  }

  private CardNote note() {
    return new CardNote(canvas, words.say("nights.note"));
  }

  private List<Night> nights() {
    List<Night> nights = report.findings().nights();
    return nights.subList(Math.max(0, nights.size() - MOST), nights.size());
  }

  @Override
  public float height(float width) {
    return Card.around(Table.height(nights().size()) + note().height(Card.inside(width)));
  }

  @Override
  public void draw(Box card) {
    Box inner = Card.draw(canvas, card, words.say("nights"));
    Table table = new Table(canvas, report, COLUMNS);
    table.draw(
        inner,
        nights().stream().map(this::cells).toList(),
        (row, top) ->
            ShareBar.draw(canvas, table.place(inner, top, BAR, 7), nights().get(row).shares()));
    note().draw(inner);
  }

  private List<Cell> cells(Night night) {
    String none = words.say("none");
    Cell day =
        Cell.of(words.say("day", words.weekday(night.date()), words.shortDate(night.date())));
    if (night.readings() == 0) {
      Cell dash = Cell.faint(none);
      return List.of(day, dash, dash, Cell.DRAWN, dash, dash, dash, dash);
    }
    return List.of(
        day,
        Cell.of(night.mean().map(report.numbers()::glucose).orElse(none)),
        Cell.strong(ShareBar.target(report, night.shares())),
        Cell.DRAWN,
        time(night.below(), Ink.VERY_LOW),
        time(night.above(), Ink.TEXT),
        Cell.of(night.lowest().map(this::moment).orElse(none)),
        Cell.of(change(night.morningRiseMgdl())));
  }

  private Cell time(Duration duration, Ink ink) {
    return duration.isZero()
        ? Cell.faint(words.say("none"))
        : new Cell(report.numbers().duration(duration), Type.BODY.in(ink));
  }

  private String moment(CurvePoint point) {
    return report.numbers().glucose(point.value()) + "  " + report.numbers().clock(point.at());
  }

  private String change(OptionalDouble mgdl) {
    return mgdl.isPresent() ? report.numbers().change(mgdl.getAsDouble()) : words.say("none");
  }
}
