package io.efollowup.glucose.metrics;

import java.util.function.ToDoubleBiFunction;
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

  /** Of the measured values alone, at least one. */
  static Formula values(ToDoubleFunction<double[]> formula) {
    return measured(1, figures -> formula.applyAsDouble(figures.values()));
  }

  /** Of the regular grid. */
  static Formula grid(ToDoubleFunction<DayGrid> formula) {
    return readings(
        2, f -> f.grid().isPresent() ? formula.applyAsDouble(f.grid().get()) : Double.NaN);
  }

  /** Of the rows and columns of the regular grid. */
  static Formula spread(ToDoubleFunction<GridSpread> formula) {
    return readings(
        2, f -> f.spread().isPresent() ? formula.applyAsDouble(f.spread().get()) : Double.NaN);
  }

  /** Of the episodes of at least 15 minutes below a limit. */
  static Formula below(RangeLimit limit, ToDoubleFunction<Episodes> formula) {
    return episodes(
        (f, grid) -> {
          double bound = f.onGrid(limit);
          return formula.applyAsDouble(Episodes.of(grid, g -> g < bound, 15, 15));
        });
  }

  /** Of the episodes of at least 15 minutes above a limit. */
  static Formula above(RangeLimit limit, ToDoubleFunction<Episodes> formula) {
    return episodes(
        (f, grid) -> {
          double bound = f.onGrid(limit);
          return formula.applyAsDouble(Episodes.of(grid, g -> g > bound, 15, 15));
        });
  }

  /** The count of episodes of more than two hours below a limit. */
  static Formula extendedBelow(RangeLimit limit) {
    return episodes(
        (f, grid) -> {
          double bound = f.onGrid(limit);
          return Episodes.extended(grid, g -> g < bound).count();
        });
  }

  private static Formula episodes(ToDoubleBiFunction<TraceFigures, DayGrid> formula) {
    return readings(
        2, f -> f.grid().isPresent() ? formula.applyAsDouble(f, f.grid().get()) : Double.NaN);
  }

  private static MetricValue tooFew(int needed, String kind, int found) {
    return new MetricValue.Unavailable(
        "It needs at least %d reading%s %s; the trace has %d."
            .formatted(needed, needed == 1 ? "" : "s", kind, found));
  }

  private static MetricValue known(double value) {
    return Double.isFinite(value)
        ? new MetricValue.Known(value)
        : new MetricValue.Unavailable("The readings are too few or too far apart to determine it.");
  }
}
