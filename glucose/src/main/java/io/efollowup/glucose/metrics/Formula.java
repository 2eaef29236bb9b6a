package io.efollowup.glucose.metrics;

import java.util.function.ToDoubleFunction;

/** How one metric comes from the figures of a trace, and what it needs of them. */
@FunctionalInterface
interface Formula {
  MetricValue of(TraceFigures figures);

  /** Needs this many readings with a number. */
  static Formula measured(int atLeast, ToDoubleFunction<TraceFigures> formula) {
    return figures ->
        figures.measuredCount() < atLeast
            ? tooFew(atLeast, "with a number", figures.measuredCount())
            : known(formula.applyAsDouble(figures));
  }

  /** Needs this many readings, out-of-range ones included. */
  static Formula readings(int atLeast, ToDoubleFunction<TraceFigures> formula) {
    return figures ->
        figures.readingCount() < atLeast
            ? tooFew(atLeast, "in or out of the sensor's range", figures.readingCount())
            : known(formula.applyAsDouble(figures));
  }

  private static MetricValue tooFew(int needed, String kind, int found) {
    return new MetricValue.Unavailable(
        "It needs at least %d reading%s %s; the trace has %d."
            .formatted(needed, needed == 1 ? "" : "s", kind, found));
  }

  private static MetricValue known(double value) {
    return Double.isFinite(value)
        ? new MetricValue.Known(value)
        : new MetricValue.Unavailable("The readings of this trace do not determine it.");
  }
}
