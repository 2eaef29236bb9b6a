package io.efollowup.glucose.metrics;

import io.efollowup.glucose.GlucoseTrace;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;

/** Computes the catalogue of metrics. */
public final class GlucoseMetrics {
  private GlucoseMetrics() {}

  /**
   * All metrics of a trace.
   *
   * @param zone the zone whose days and times of day count
   */
  public static MetricTable of(GlucoseTrace trace, ZoneId zone) {
    TraceFigures figures = new TraceFigures(trace, zone);
    Map<MetricKey, MetricValue> values = new EnumMap<>(MetricKey.class);
    for (MetricKey key : MetricKey.values()) {
      values.put(key, key.formula().of(figures));
    }
    return new MetricTable(values);
  }
}
