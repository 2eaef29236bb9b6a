package io.efollowup.report.internal;

import io.efollowup.glucose.GlucoseThresholds;

/** The ground of a chart of glucose by time of day: target band, limits, hours. */
final class PlotGround {
  private static final int HOURS_APART = 3;

  private final Canvas canvas;
  private final Report report;

  PlotGround(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
  }

  /** The ground with all four limits. */
  void drawLarge(Box plot) {
    GlucoseThresholds.Limits limits = report.limits();
    drawBase(plot);
    drawLimit(plot, limits.veryLow(), Ink.LINE);
    tickIfFree(plot, limits.veryLow(), limits.low());
    if (report.targets().tellsVeryHigh()) {
      drawLimit(plot, limits.veryHigh(), Ink.LINE);
      tickIfFree(plot, limits.veryHigh(), limits.high());
      tickIfFree(plot, report.scale().top(), limits.veryHigh());
    } else {
      tickIfFree(plot, report.scale().top(), limits.high());
    }
    hours(plot, plot.bottom() + 8);
  }

  /** The ground with the target's limits only and without hours. */
  void drawSmall(Box plot) {
    drawBase(plot);
    tick(plot, report.scale().top(), Type.TICK);
  }

  /** Continues the marks of the hours below the plot. */
  void continueHours(Box plot, float bottom) {
    for (int hour = 0; hour <= 24; hour += HOURS_APART) {
      float x = Scale.x(hour * 3600.0, plot);
      canvas.line(x, plot.bottom(), x, bottom, Ink.LINE, 0.4f);
    }
  }

  private void drawBase(Box plot) {
    GlucoseThresholds.Limits limits = report.limits();
    float top = report.scale().y(limits.high(), plot);
    float bottom = report.scale().y(limits.low(), plot);
    canvas.fill(new Box(plot.x(), top, plot.width(), bottom - top), Ink.TARGET_TINT);
    for (int hour = 0; hour <= 24; hour += HOURS_APART) {
      float x = Scale.x(hour * 3600.0, plot);
      boolean edge = hour % 24 == 0;
      canvas.line(x, plot.y(), x, plot.bottom(), edge ? Ink.FAINT : Ink.LINE, edge ? 0.6f : 0.4f);
    }
    canvas.line(plot.x(), plot.bottom(), plot.right(), plot.bottom(), Ink.LINE, 0.5f);
    drawLimit(plot, limits.low(), Ink.TARGET);
    drawLimit(plot, limits.high(), Ink.TARGET);
    tick(plot, limits.low(), Type.TICK.heavy());
    tick(plot, limits.high(), Type.TICK.heavy());
  }

  /** The target's own limits, drawn once more over what covers them. */
  void drawTargetLimits(Box plot) {
    drawLimit(plot, report.limits().low(), Ink.TARGET);
    drawLimit(plot, report.limits().high(), Ink.TARGET);
  }

  /** Writes a sentence where a curve would be, clear of the lines. */
  void drawInstead(Box plot, String sentence) {
    float top = report.scale().y(report.limits().high(), plot);
    float bottom = report.scale().y(report.limits().low(), plot);
    canvas.text(
        plot.x() + plot.width() / 2,
        (top + bottom) / 2 + 3,
        sentence,
        Type.NOTE,
        Canvas.Align.CENTRE);
  }

  private void drawLimit(Box plot, double value, Ink ink) {
    float y = report.scale().y(value, plot);
    canvas.line(plot.x(), y, plot.right(), y, ink, 0.5f);
  }

  /** Leaves a label out that would run into its neighbour's. */
  private void tickIfFree(Box plot, double value, double neighbour) {
    float apart = report.scale().y(value, plot) - report.scale().y(neighbour, plot);
    if (Math.abs(apart) >= Type.TICK.size()) {
      tick(plot, value, Type.TICK);
    }
  }

  private void tick(Box plot, double value, Type type) {
    canvas.text(
        plot.x() - 4,
        report.scale().y(value, plot) + 2.3f,
        report.numbers().limit(value),
        type,
        Canvas.Align.RIGHT);
  }

  /** Writes the hours on a base line. */
  void hours(Box plot, float base) {
    for (int hour = 0; hour <= 24; hour += HOURS_APART) {
      canvas.text(
          Scale.x(hour * 3600.0, plot), base, Numbers.hour(hour), Type.TICK, Canvas.Align.CENTRE);
    }
  }
}
