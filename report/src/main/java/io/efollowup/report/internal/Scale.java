package io.efollowup.report.internal;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.insight.SevenDayAnalysis;
import java.util.Arrays;

/**
 * The scale of glucose, the same on a whole report: 40 to 300 mg/dL (2.2 to 16.7 mmol/L), further
 * where the data goes further.
 *
 * @param bottom lowest shown, in the unit
 * @param top highest shown, in the unit
 */
record Scale(GlucoseUnit unit, double bottom, double top) {
  private static final double DAY_SECONDS = 86_400;

  static Scale of(SevenDayAnalysis analysis, GlucoseUnit unit) {
    double[] values =
        analysis.daily().stream()
            .flatMap(day -> day.curve().stream())
            .flatMap(segment -> segment.points().stream())
            .filter(point -> point.value() instanceof GlucoseValue.Measured)
            .mapToDouble(point -> ((GlucoseValue.Measured) point.value()).glucose().in(unit))
            .toArray();
    double highest = Arrays.stream(values).max().orElse(0);
    double lowest = Arrays.stream(values).min().orElse(Double.MAX_VALUE);
    return switch (unit) {
      case MG_DL ->
          new Scale(unit, lowest < 40 ? 20 : 40, highest <= 300 ? 300 : upTo(highest, 50));
      case MMOL_L ->
          new Scale(unit, lowest < 2.2 ? 1.1 : 2.2, highest <= 16.7 ? 16.7 : upTo(highest, 2));
    };
  }

  float y(double value, Box plot) {
    double shown = Math.min(top, Math.max(bottom, value));
    return (float) (plot.bottom() - (shown - bottom) / (top - bottom) * plot.height());
  }

  static float x(double secondOfDay, Box plot) {
    return (float) (plot.x() + secondOfDay / DAY_SECONDS * plot.width());
  }

  private static double upTo(double value, double step) {
    return Math.ceil(value / step) * step;
  }
}
