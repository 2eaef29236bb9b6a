package io.efollowup.report.internal;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.insight.CurvePoint;
import io.efollowup.insight.DayView;
import java.util.List;

/** The last fourteen days of a period side by side, each midnight to midnight on the same scale. */
final class ThumbnailsCard {
  private static final int COLUMNS = 7;
  private static final int MOST_DAYS = 14;
  private static final float NOTE = 12;
  private static final float LABEL = 11;
  private static final float LEAST_PLOT = 56;
  private static final float LARGEST_PLOT = 72;
  private static final float HOURS = 9;
  private static final float BETWEEN = 5;
  private static final float TICKS = 20;
  private static final float THICKNESS = 0.9f;

  private final Canvas canvas;
  private final Report report;
  private final Words words;
  private final List<DayView> days;
  private final float plotHeight;

  /**
   * Prepares the card.
   *
   * @param spare height that the page has beyond what the card needs at least
   */
  ThumbnailsCard(Canvas canvas, Report report, float spare) {
    this.canvas = canvas;
    this.report = report;
    this.words = report.words();
    List<DayView> all = report.analysis().daily();
    this.days = all.subList(Math.max(0, all.size() - MOST_DAYS), all.size());
    this.plotHeight = Math.clamp(LEAST_PLOT + spare / rows(), LEAST_PLOT, LARGEST_PLOT);
  }

  private int rows() {
    return Math.ceilDiv(days.size(), COLUMNS);
  }

  float height() {
    return 2 * Card.PADDING + 16 + NOTE + rows() * (LABEL + plotHeight) + (rows() - 1) * 4 + HOURS;
  }

  void draw(Box card) {
    Box inner = Card.draw(canvas, card, words.say("thumbnails"));
    boolean all = days.size() == report.analysis().daily().size();
    canvas.text(
        inner.x(),
        inner.y() + 2,
        words.say(all ? "thumbnails.note" : "thumbnails.note.last", days.size()),
        Type.SMALL);
    Box body = inner.inset(TICKS, NOTE, 0, 0);
    float width = (body.width() - (COLUMNS - 1) * BETWEEN) / COLUMNS;
    for (int i = 0; i < days.size(); i++) {
      int column = i % COLUMNS;
      float x = body.x() + column * (width + BETWEEN);
      float y = body.y() + i / COLUMNS * (LABEL + plotHeight + 4);
      DayView day = days.get(i);
      boolean lowest = i + COLUMNS >= days.size();
      Box cell = new Box(x, y, width, LABEL + plotHeight);
      canvas.figure(cell, description(day), () -> day(cell, day, column == 0, lowest));
    }
  }

  private String description(DayView day) {
    String date = words.date(day.date());
    return day.figures().readings() == 0
        ? words.say("thumbnails.alt.none", date)
        : words.say(
            "thumbnails.alt", date, report.numbers().percent(day.figures().inTargetPercent()));
  }

  private void day(Box cell, DayView day, boolean first, boolean lowest) {
    float name =
        canvas.text(
            cell.x(), cell.y() + 7, words.weekday(day.date()), Type.SMALL.in(Ink.TEXT).heavy());
    canvas.text(cell.x() + name + 3, cell.y() + 7, words.shortDate(day.date()), Type.SMALL);
    Box plot = cell.inset(0, LABEL, 0, 0);
    ground(plot, first, lowest);
    if (day.curve().isEmpty()) {
      canvas.text(
          plot.x() + plot.width() / 2,
          (report.scale().y(report.limits().low(), plot)
                      + report.scale().y(report.limits().high(), plot))
                  / 2
              + 2,
          words.say("thumbnails.no-data"),
          Type.TICK,
          Canvas.Align.CENTRE);
      return;
    }
    CurvePainter painter = new CurvePainter(canvas, report, THICKNESS);
    day.curve().forEach(segment -> painter.draw(plot, segment));
    day.worst().ifPresent(point -> mark(painter, plot, point));
  }

  private void ground(Box plot, boolean first, boolean lowest) {
    GlucoseThresholds.Limits limits = report.limits();
    float high = report.scale().y(limits.high(), plot);
    float low = report.scale().y(limits.low(), plot);
    canvas.fill(new Box(plot.x(), high, plot.width(), low - high), Ink.TARGET_TINT);
    float noon = plot.x() + plot.width() / 2;
    canvas.line(noon, plot.y(), noon, plot.bottom(), Ink.LINE, 0.4f);
    canvas.line(plot.x(), high, plot.right(), high, Ink.TARGET, 0.4f);
    canvas.line(plot.x(), low, plot.right(), low, Ink.TARGET, 0.4f);
    canvas.frame(plot, Ink.LINE, 0.5f);
    if (first) {
      tick(plot, high, limits.high());
      tick(plot, low, limits.low());
    }
    if (lowest) {
      canvas.text(plot.x(), plot.bottom() + 7, Numbers.hour(0), Type.TICK);
      canvas.text(noon, plot.bottom() + 7, Numbers.hour(12), Type.TICK, Canvas.Align.CENTRE);
    }
  }

  private void tick(Box plot, float y, double value) {
    canvas.text(
        plot.x() - 3, y + 2.3f, report.numbers().limit(value), Type.TICK, Canvas.Align.RIGHT);
  }

  private void mark(CurvePainter painter, Box plot, CurvePoint point) {
    canvas.ring(painter.x(point, plot), painter.y(point, plot), 1.8f, Ink.TEXT, 0.6f);
  }
}
