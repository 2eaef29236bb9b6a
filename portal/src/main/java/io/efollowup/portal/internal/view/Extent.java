package io.efollowup.portal.internal.view;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;

/** The glucose a small drawing spans, in mg/dL: the usual window, wider when readings leave it. */
public record Extent(double lowest, double highest) {
  private static final Extent USUAL = new Extent(40, 300);

  /** Wide enough for every measured value of a trace. */
  public static Extent of(GlucoseTrace trace) {
    double lowest = USUAL.lowest;
    double highest = USUAL.highest;
    for (int i = 0; i < trace.size(); i++) {
      if (trace.value(i) instanceof GlucoseValue.Measured) {
        lowest = Math.min(lowest, trace.mgdl(i));
        highest = Math.max(highest, trace.mgdl(i));
      }
    }
    return new Extent(lowest, highest);
  }
}
