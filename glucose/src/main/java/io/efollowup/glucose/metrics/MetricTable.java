package io.efollowup.glucose.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The metrics of one trace, in the catalogue's order. Immutable. */
public final class MetricTable {
  private final Map<MetricKey, MetricValue> values;

  MetricTable(Map<MetricKey, MetricValue> values) {
    this.values = Collections.unmodifiableMap(new EnumMap<>(values));
  }

  /** Every metric of the catalogue with its number or its reason, in the catalogue's order. */
  public Map<MetricKey, MetricValue> values() {
    return values;
  }

  /** The number, or empty where the metric is unavailable. */
  public OptionalDouble value(MetricKey key) {
    return switch (values.get(key)) {
      case MetricValue.Known(double value) -> OptionalDouble.of(value);
      case MetricValue.Unavailable ignored -> OptionalDouble.empty();
    };
  }

  /** Why there is no number, or empty where there is one. */
  public Optional<String> unavailable(MetricKey key) {
    return switch (values.get(key)) {
      case MetricValue.Known ignored -> Optional.empty();
      case MetricValue.Unavailable(String reason) -> Optional.of(reason);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MetricTable that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Says how many metrics are known and nothing of their values. */
  @Override
  public String toString() {
    long known = values.values().stream().filter(MetricValue.Known.class::isInstance).count();
    return "MetricTable[" + known + " of " + values.size() + " known]";
  }
}
