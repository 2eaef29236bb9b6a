package io.efollowup.forecast.internal;

import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;

/** A series as readings; its local times as if they were UTC, which keeps the time of day. */
public final class SeriesTrace {
  private static final int MINUTE_SECONDS = 60;

  private SeriesTrace() {}

  /** The points from {@code begin} to before {@code end}. */
  public static GlucoseTrace of(GlucoseSeries series, int begin, int end) {
    GlucoseTrace.Builder readings = new GlucoseTrace.Builder();
    for (int point = begin; point < end; point++) {
      readings.add(
          second(series, point), new GlucoseValue.Measured(Glucose.mgdl(series.mgdl(point))));
    }
    return readings.build();
  }

  /** When a point is, in seconds since 1970-01-01 00:00. */
  public static long second(GlucoseSeries series, int point) {
    return series.minute(point) * MINUTE_SECONDS;
  }
}
