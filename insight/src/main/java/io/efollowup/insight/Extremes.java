package io.efollowup.insight;

import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import java.util.Comparator;

/** Orders points by height, a sensor's LOW below and its HIGH above every number. */
final class Extremes {
  static final Comparator<CurvePoint> BY_HEIGHT =
      Comparator.comparingDouble(point -> height(point.value()));

  private Extremes() {}

  static boolean isBelowTarget(CurvePoint point) {
    return point.zone().compareTo(GlucoseZone.TARGET) < 0;
  }

  static boolean isAboveTarget(CurvePoint point) {
    return point.zone().compareTo(GlucoseZone.TARGET) > 0;
  }

  static double height(GlucoseValue value) {
    return switch (value) {
      case GlucoseValue.Measured(var glucose) -> glucose.mgdl();
      case GlucoseValue.OutOfRange.LOW -> Double.NEGATIVE_INFINITY;
      case GlucoseValue.OutOfRange.HIGH -> Double.POSITIVE_INFINITY;
    };
  }
}
