package io.efollowup.report.internal;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.insight.CurvePoint;
import io.efollowup.insight.CurveSegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A curve coloured by range: the same line once per range, each time clipped to the range's strip,
 * so that the colour changes where the line crosses the limit and not at the next reading.
 */
final class CurvePainter {
  private static final float THICKNESS = 1.3f;

  private final Canvas canvas;
  private final Report report;
  private final float thickness;

  CurvePainter(Canvas canvas, Report report) {
    this(canvas, report, THICKNESS);
  }

  CurvePainter(Canvas canvas, Report report, float thickness) {
    this.canvas = canvas;
    this.report = report;
    this.thickness = thickness;
  }

  void draw(Box plot, CurveSegment segment) {
    List<CurvePoint> line = new ArrayList<>();
    for (CurvePoint point : segment.points()) {
      if (point.value() instanceof GlucoseValue.Measured) {
        line.add(point);
      } else {
        drawLine(plot, line);
        line.clear();
        arrow(plot, point);
      }
    }
    drawLine(plot, line);
  }

  private void drawLine(Box plot, List<CurvePoint> points) {
    if (points.size() == 1) {
      CurvePoint only = points.getFirst();
      canvas.dot(x(only, plot), y(only, plot), thickness, Ink.of(only.zone()));
    }
    if (points.size() < 2) {
      return;
    }
    float[] xs = new float[points.size()];
    float[] ys = new float[points.size()];
    float highest = Float.MAX_VALUE;
    float lowest = -Float.MAX_VALUE;
    for (int i = 0; i < xs.length; i++) {
      xs[i] = x(points.get(i), plot);
      ys[i] = y(points.get(i), plot);
      highest = Math.min(highest, ys[i]);
      lowest = Math.max(lowest, ys[i]);
    }
    for (GlucoseZone zone : GlucoseZone.values()) {
      Box strip = strip(plot, zone);
      if (strip.height() > 0 && strip.y() <= lowest && strip.bottom() >= highest) {
        Ink ink = Ink.of(report.targets().shown(zone));
        canvas.clipped(strip, () -> canvas.polyline(xs, ys, xs.length, ink, thickness));
      }
    }
  }

  /** Where a zone is in the plot; the outermost reach a little beyond it, for the line's width. */
  private Box strip(Box plot, GlucoseZone zone) {
    GlucoseThresholds.Limits limits = report.limits();
    float over = 2 * thickness;
    float veryLow = report.scale().y(limits.veryLow(), plot);
    float low = report.scale().y(limits.low(), plot);
    float high = report.scale().y(limits.high(), plot);
    float veryHigh = report.scale().y(limits.veryHigh(), plot);
    return switch (zone) {
      case VERY_LOW -> strip(plot, veryLow, plot.bottom() + over);
      case LOW -> strip(plot, low, veryLow);
      case TARGET -> strip(plot, high, low);
      case HIGH -> strip(plot, veryHigh, high);
      case VERY_HIGH -> strip(plot, plot.y() - over, veryHigh);
    };
  }

  private static Box strip(Box plot, float top, float bottom) {
    return new Box(plot.x() - 2, top, plot.width() + 4, bottom - top);
  }

  /** A reading beyond the sensor's range: an arrow at the edge. */
  private void arrow(Box plot, CurvePoint point) {
    boolean low = point.value() == GlucoseValue.OutOfRange.LOW;
    float x = x(point, plot);
    float tip = low ? plot.bottom() : plot.y();
    float size = 3 * thickness;
    float base = low ? tip - size : tip + size;
    canvas.polygon(
        new float[] {x - size / 2, x + size / 2, x},
        new float[] {base, base, tip},
        3,
        Ink.of(point.zone()));
  }

  /** Where a point is drawn. */
  float x(CurvePoint point, Box plot) {
    return Scale.x(point.secondOfDay(), plot);
  }

  /** Where a point is drawn. */
  float y(CurvePoint point, Box plot) {
    return switch (point.value()) {
      case GlucoseValue.Measured(Glucose glucose) ->
          report.scale().y(glucose.in(report.options().unit()), plot);
      case GlucoseValue.OutOfRange.LOW -> plot.bottom();
      case GlucoseValue.OutOfRange.HIGH -> plot.y();
    };
  }
}
