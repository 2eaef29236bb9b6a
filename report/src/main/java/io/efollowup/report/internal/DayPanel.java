package io.efollowup.report.internal;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.RangeShares;
import io.efollowup.insight.CurvePoint;
import io.efollowup.insight.DayView;
import io.efollowup.insight.ReviewedStretch;
import io.efollowup.insight.Targets;
import java.time.Duration;

/** One day: its name and figures on the left, its curve with what was logged on the right. */
final class DayPanel {
  private static final Duration FALL = Duration.ofMinutes(30);
  private static final float LABELS = 92;
  private static final float HOURS_BASE = 9;

  /** Room below the plot for the number of a low moment. */
  private static final float UNDER_PLOT = 10;

  private static final Type MARK = new Type(6.5f, true, Ink.TEXT);

  private final Canvas canvas;
  private final Report report;
  private final Words words;
  private final EventLane lane;
  private final CurvePainter painter;

  DayPanel(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
    this.words = report.words();
    this.lane = new EventLane(canvas, report);
    this.painter = new CurvePainter(canvas, report);
  }

  /**
   * Draws a day.
   *
   * @param first whether the hours stand above it
   * @param last whether the hours stand below it
   */
  void draw(Box panel, DayView day, boolean first, boolean last) {
    Box plot = panel.inset(LABELS, 4, 9, UNDER_PLOT + 4 + lane.height());
    drawLabels(panel, day);
    String alt = words.say("curves.alt", words.date(day.date()));
    canvas.figure(panel.inset(LABELS - 24, 0, 0, 0), alt, () -> chart(plot, day, first, last));
  }

  private void chart(Box plot, DayView day, boolean first, boolean last) {
    PlotGround ground = new PlotGround(canvas, report);
    ground.continueHours(plot, plot.bottom() + UNDER_PLOT + lane.height());
    ground.drawSmall(plot);
    day.curve().forEach(segment -> painter.draw(plot, segment));
    fingersticks(plot, day);
    day.worst().ifPresent(point -> markWorst(plot, point));
    if (day.curve().isEmpty()) {
      ground.drawInstead(plot, words.say("curves.no-data"));
    }
    lane.draw(plot, plot.bottom() + UNDER_PLOT, day);
    if (first) {
      ground.hours(plot, plot.y() - 6);
    }
    if (last) {
      ground.hours(plot, plot.bottom() + UNDER_PLOT - 2 + lane.height() + HOURS_BASE);
    }
  }

  private void drawLabels(Box panel, DayView day) {
    float x = panel.x();
    float y = panel.y() + 11;
    canvas.text(x, y, words.weekday(day.date()), Type.HEADING);
    canvas.text(x, y + 11, words.shortDate(day.date()), Type.NOTE);
    if (day.figures().readings() == 0) {
      return;
    }
    RangeShares shares = day.figures().shares();
    String target = report.numbers().share(shares, GlucoseZone.TARGET);
    canvas.text(x, y + 25, words.say("curves.figures", target), Type.SMALL.in(Ink.TEXT));
    String mean =
        day.figures().mean().map(report.numbers()::glucose).orElseGet(() -> words.say("none"));
    canvas.text(x, y + 34, words.say("curves.mean", mean), Type.SMALL);
    if (Targets.percentForGoal(shares, GlucoseZone.LOW) > 0) {
      String text = words.say("curves.low", report.numbers().share(shares, GlucoseZone.LOW));
      canvas.text(x, y + 43, text, Type.SMALL.in(Ink.VERY_LOW));
    }
  }

  private void fingersticks(Box plot, DayView day) {
    for (CareEvent event : day.events()) {
      if (event instanceof CareEvent.Fingerstick stick) {
        int second = stick.at().atZone(report.analysis().zone()).toLocalTime().toSecondOfDay();
        float x = Scale.x(second, plot);
        float y = report.scale().y(stick.glucose().in(report.options().unit()), plot);
        canvas.polygon(
            new float[] {x - 2.4f, x, x + 2.4f, x},
            new float[] {y, y - 2.4f, y, y + 2.4f},
            4,
            Ink.TEXT);
      }
    }
  }

  /** Whether it lies in, or in the fall to, a low that may be pressure on the sensor. */
  private boolean isSuspect(CurvePoint point) {
    return report.findings().stretches().stream()
        .filter(ReviewedStretch::compressionSuspected)
        .map(ReviewedStretch::stretch)
        .anyMatch(
            low -> !point.at().isBefore(low.from().minus(FALL)) && !point.at().isAfter(low.to()));
  }

  private void markWorst(Box plot, CurvePoint point) {
    float x = painter.x(point, plot);
    float y = painter.y(point, plot);
    canvas.ring(x, y, 2.8f, Ink.TEXT, 0.7f);
    String value = report.numbers().glucose(point.value());
    String text = isSuspect(point) ? words.say("curves.suspect", value) : value;
    float half = canvas.widthOf(text, MARK) / 2;
    float middle = Math.max(plot.x() + half + 1, Math.min(plot.right() - half, x));
    boolean low = point.zone().compareTo(GlucoseZone.TARGET) < 0;
    float over = y - 4.5f;
    // Over a low its number would lie on the curve; at the foot it moves up to the ring.
    boolean below = low || over - MARK.size() < plot.y() - 4;
    float under = Math.min(y + 9.5f, plot.bottom() + UNDER_PLOT - 1);
    if (below) {
      // The foot of the plot would run through the number.
      canvas.fill(new Box(middle - half - 0.5f, under - 5.2f, 2 * half + 1, 5.6f), Ink.WHITE);
    }
    canvas.text(middle, below ? under : over, text, MARK, Canvas.Align.CENTRE);
  }
}
