package io.efollowup.report.internal;

import io.efollowup.glucose.metrics.RangeShares;
import io.efollowup.insight.CurvePoint;
import io.efollowup.insight.DayView;
import java.util.List;
import java.util.OptionalDouble;

/** A line of figures for each day. */
final class DaysCard implements FlowCard {
  private static final float HEADER = 14;
  private static final float ROW = 14;
  private static final int MOST = 14;
  private static final float BAR_WIDTH = 112;

  private final Canvas canvas;
  private final Report report;
  private final Words words;
  private final float rowHeight;

  DaysCard(Canvas canvas, Report report) {
    this(canvas, report, ROW);
  }

  DaysCard(Canvas canvas, Report report, float rowHeight) {
    this.canvas = canvas;
    this.report = report;
    this.words = report.words();
    this.rowHeight = rowHeight;
  }

  @Override
  public float height(float width) {
    return Card.around(HEADER + days().size() * rowHeight);
  }

  /** The last of them where there are more than a page holds. */
  private List<DayView> days() {
    List<DayView> days = report.analysis().daily();
    return days.subList(Math.max(0, days.size() - MOST), days.size());
  }

  @Override
  public void draw(Box card) {
    Box inner = Card.draw(canvas, card, words.say("days"));
    canvas.table(() -> rows(inner));
  }

  private void rows(Box inner) {
    canvas.row(() -> header(inner));
    List<DayView> days = days();
    for (int i = 0; i < days.size(); i++) {
      float top = inner.y() + HEADER + i * rowHeight;
      canvas.line(inner.x(), top, inner.right(), top, Ink.LINE, 0.5f);
      DayView day = days.get(i);
      canvas.row(() -> row(inner, top + rowHeight / 2 + 3, day));
    }
  }

  private void header(Box inner) {
    float y = inner.y() + 6;
    canvas.columnHeader(() -> canvas.text(inner.x(), y, words.say("days.day"), Type.SMALL));
    header(x(inner, 0.235f), y, "days.coverage");
    header(x(inner, 0.345f), y, "days.mean");
    header(x(inner, 0.455f), y, "days.target");
    header(x(inner, 0.77f), y, "days.low");
    header(x(inner, 0.85f), y, "days.high");
    header(inner.right(), y, "days.worst");
  }

  private void header(float x, float y, String key) {
    canvas.columnHeader(() -> canvas.text(x, y, words.say(key), Type.SMALL, Canvas.Align.RIGHT));
  }

  private void row(Box inner, float y, DayView day) {
    canvas.rowHeader(() -> name(inner, y, day));
    if (day.figures().readings() == 0) {
      canvas.cell(() -> canvas.text(x(inner, 0.2f), y, words.say("curves.no-data"), Type.NOTE));
      return;
    }
    RangeShares shares = day.figures().shares();
    right(x(inner, 0.235f), y, coverage(day), Type.NOTE);
    right(x(inner, 0.345f), y, mean(day), Type.BODY);
    right(x(inner, 0.455f), y, ShareBar.target(report, shares), Type.BODY.heavy());
    ShareBar.draw(canvas, new Box(x(inner, 0.48f), y - 6.5f, BAR_WIDTH, 7), shares);
    right(x(inner, 0.77f), y, ShareBar.low(report, shares), Type.BODY);
    right(x(inner, 0.85f), y, ShareBar.high(report, shares), Type.BODY);
    String worst = day.worst().map(this::moment).orElseGet(() -> words.say("none"));
    right(inner.right(), y, worst, Type.BODY);
  }

  private void name(Box inner, float y, DayView day) {
    float dayWidth = canvas.text(inner.x(), y, words.weekday(day.date()), Type.BODY.heavy());
    canvas.text(inner.x() + Math.max(24, dayWidth + 5), y, words.shortDate(day.date()), Type.BODY);
  }

  private String coverage(DayView day) {
    OptionalDouble coverage = day.figures().coveragePercent();
    return coverage.isPresent()
        ? report.numbers().percent(coverage.getAsDouble())
        : words.say("none");
  }

  private String mean(DayView day) {
    return day.figures().mean().map(report.numbers()::glucose).orElseGet(() -> words.say("none"));
  }

  private String moment(CurvePoint point) {
    return report.numbers().glucose(point.value()) + "  " + report.numbers().clock(point.at());
  }

  private void right(float x, float y, String text, Type type) {
    canvas.cell(() -> canvas.text(x, y, text, type, Canvas.Align.RIGHT));
  }

  private static float x(Box inner, float share) {
    return inner.x() + inner.width() * share;
  }
}
