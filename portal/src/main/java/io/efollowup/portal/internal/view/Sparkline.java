package io.efollowup.portal.internal.view;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.insight.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A small curve without axes, drawn by the server: lines broken at gaps and coloured by zone.
 *
 * @param width of the drawing in its own units
 * @param bandTop where the band of the patient's target range begins
 * @param bandHeight how high it is
 * @param strokes lines and marks in order of time
 * @param dot the last value, when there is one
 */
public record Sparkline(
    int width, int height, String bandTop, String bandHeight, List<Stroke> strokes, List<Dot> dot) {

  /** A line within one zone. */
  public record Stroke(String zone, String path) {}

  /** A point. */
  public record Dot(String zone, String x, String y) {}

  /** The curve of a trace between two seconds since the epoch, on a scale of its own. */
  public static Sparkline of(
      GlucoseTrace trace, Targets targets, long from, long to, int width, int height) {
    return of(trace, targets, Extent.of(trace), from, to, width, height);
  }

  /** The same on a scale that several drawings share; it must hold every value of the trace. */
  public static Sparkline of(
      GlucoseTrace trace,
      Targets targets,
      Extent extent,
      long from,
      long to,
      int width,
      int height) {
    return new Drawing(trace, targets, extent, from, to, width, height).draw();
  }

  /** The style class of a zone. */
  public static String zoneClass(GlucoseZone zone) {
    return zone.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static final class Drawing {
    private final GlucoseTrace trace;
    private final Targets targets;
    private final Extent extent;
    private final long from;
    private final long to;
    private final int width;
    private final int height;
    private final List<Stroke> strokes = new ArrayList<>();

    private Drawing(
        GlucoseTrace trace,
        Targets targets,
        Extent extent,
        long from,
        long to,
        int width,
        int height) {
      this.trace = trace;
      this.targets = targets;
      this.extent = extent;
      this.from = from;
      this.to = to;
      this.width = width;
      this.height = height;
    }

    private Sparkline draw() {
      List<Integer> drawn = Thinned.indexes(trace, from, to, width);
      int[] stretches = Gaps.stretches(trace);
      StringBuilder path = new StringBuilder();
      GlucoseZone zone = null;
      int previous = -1;
      for (int i : drawn) {
        GlucoseZone here = targets.zoneOf(trace.value(i));
        boolean joined = previous >= 0 && stretches[i] == stretches[previous];
        if (previous >= 0 && (!joined || here != zone)) {
          if (joined) {
            path.append('L').append(point(i));
          }
          finish(zone, path);
        }
        path.append(path.isEmpty() ? 'M' : 'L').append(point(i));
        zone = here;
        previous = i;
      }
      if (previous >= 0) {
        finish(zone, path);
      }
      GlucoseThresholds.Limits band = targets.thresholds().in(GlucoseUnit.MG_DL);
      double top = y(band.high());
      return new Sparkline(width, height, number(top), number(y(band.low()) - top), strokes, dot());
    }

    private void finish(GlucoseZone zone, StringBuilder path) {
      // A single point has no length: a line to itself with round ends makes it visible.
      if (path.indexOf("L") < 0) {
        path.append("h0.01");
      }
      strokes.add(new Stroke(zoneClass(zone), path.toString()));
      path.setLength(0);
    }

    private List<Dot> dot() {
      if (trace.isEmpty()) {
        return List.of();
      }
      int last = trace.size() - 1;
      return List.of(
          new Dot(
              zoneClass(targets.zoneOf(trace.value(last))),
              number(x(trace.epochSecond(last))),
              number(y(last, trace.value(last)))));
    }

    private String point(int i) {
      return number(x(trace.epochSecond(i))) + " " + number(y(i, trace.value(i)));
    }

    private double x(long second) {
      return 2 + (width - 6.0) * (second - from) / Math.max(1, to - from);
    }

    private double y(int i, GlucoseValue value) {
      return switch (value) {
        case GlucoseValue.Measured ignored -> y(trace.mgdl(i));
        case GlucoseValue.OutOfRange.LOW -> y(extent.lowest());
        case GlucoseValue.OutOfRange.HIGH -> y(extent.highest());
      };
    }

    private double y(double mgdl) {
      return 2 + (height - 4.0) * (extent.highest() - mgdl) / (extent.highest() - extent.lowest());
    }

    private static String number(double value) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
  }
}
