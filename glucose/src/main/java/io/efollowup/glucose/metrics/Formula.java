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

  /** How many episodes of a kind there are. */
  static Formula episodeCount(EpisodeKind kind) {
    return readings(2, f -> f.grid().isPresent() ? f.episodes(kind).count() : Double.NaN);
  }

  /** Mean minutes of the episodes of a kind; 0 where there is none, as iglu has it. */
  static Formula episodeMinutes(EpisodeKind kind) {
    return readings(2, f -> f.grid().map(g -> meanMinutes(f.episodes(kind), g)).orElse(Double.NaN));
  }

  private static double meanMinutes(EpisodeFinder found, DayGrid grid) {
    return found.count() == 0
        ? 0
        : (double) found.points() * grid.intervalMinutes() / found.count();
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
