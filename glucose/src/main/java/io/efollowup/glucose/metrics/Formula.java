package io.efollowup.glucose.metrics;

import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/** How one metric comes from the figures of a trace, and what it needs of them. */
@FunctionalInterface
interface Formula {
  /** What most metrics of the grid need. */
  String NEIGHBOURS = "readings at most 45 minutes apart";

  MetricValue of(TraceFigures figures);

  /** Needs this many readings with a number. */
  static Formula measured(int atLeast, ToDoubleFunction<TraceFigures> formula) {
    return figures ->
        figures.measuredCount() < atLeast
            ? tooFew(atLeast, "with a number", figures.measuredCount())
            : known(formula.applyAsDouble(figures), "It cannot be determined.");
  }

  /** Needs this many readings, out-of-range ones included. */
  static Formula readings(int atLeast, ToDoubleFunction<TraceFigures> formula) {
    return figures ->
        figures.readingCount() < atLeast
            ? tooFew(atLeast, "in or out of the sensor's range", figures.readingCount())
            : known(formula.applyAsDouble(figures), "It cannot be determined.");
  }

  /** Of the measured values alone, at least one. */
  static Formula values(ToDoubleFunction<double[]> formula) {
    return measured(1, figures -> formula.applyAsDouble(figures.values()));
  }

  /**
   * Of the regular grid.
   *
   * @param needs what is missing where it has no finite result: the end of "It needs ..."
   */
  static Formula grid(String needs, ToDoubleFunction<DayGrid> formula) {
    return onGrid(needs, (f, grid) -> formula.applyAsDouble(grid));
  }

  /** Of the rows and columns of the regular grid. */
  static Formula spread(String needs, ToDoubleFunction<GridSpread> formula) {
    return onGrid(needs, (f, grid) -> formula.applyAsDouble(f.spread().orElseThrow()));
  }

  /** How many episodes of a kind there are. */
  static Formula episodeCount(EpisodeKind kind) {
    return episodes((f, grid) -> f.episodes(kind).count());
  }

  /** Mean minutes of the episodes of a kind; 0 where there is none, as iglu has it. */
  static Formula episodeMinutes(EpisodeKind kind) {
    return episodes((f, grid) -> meanMinutes(f.episodes(kind), grid));
  }

  /** A sensor's LOW and HIGH are part of episodes, so a trace needs no numbers to have them. */
  private static Formula episodes(ToDoubleBiFunction<TraceFigures, DayGrid> formula) {
    return figures ->
        figures.readingCount() < 2
            ? tooFew(2, "in or out of the sensor's range", figures.readingCount())
            : ofGrid(
                NEIGHBOURS,
                (f, grid) -> grid.knownPoints() == 0 ? Double.NaN : formula.applyAsDouble(f, grid),
                figures);
  }

  /** Personal glycaemic state, of the grid and the values together. */
  static Formula pgs() {
    return onGrid(NEIGHBOURS, PersonalGlycaemicState::of);
  }

  /**
   * Of the amplitudes of excursions.
   *
   * @param direction what each stretch needs of its excursions: the end of "... without"
   */
  static Formula mage(String direction, ToDoubleFunction<Mage> formula) {
    Formula open =
        onGrid(
            "excursions of one standard deviation; a stretch of the trace is without " + direction,
            (f, grid) -> f.mage().map(formula::applyAsDouble).orElse(Double.NaN));
    Formula none =
        onGrid(
            "a stretch of two hours and 40 minutes whose standard deviation is at least 1 mg/dL",
            (f, grid) -> Double.NaN);
    return figures -> (figures.mage().map(Mage::isEmpty).orElse(true) ? none : open).of(figures);
  }

  private static Formula onGrid(String needs, ToDoubleBiFunction<TraceFigures, DayGrid> formula) {
    return figures ->
        figures.measuredCount() < 2
            ? tooFew(2, "with a number", figures.measuredCount())
            : ofGrid(needs, formula, figures);
  }

  private static MetricValue ofGrid(
      String needs, ToDoubleBiFunction<TraceFigures, DayGrid> formula, TraceFigures figures) {
    if (!figures.makesACurve()) {
      return new MetricValue.Unavailable("It needs " + NEIGHBOURS + ".");
    }
    return figures
        .grid()
        .map(grid -> known(formula.applyAsDouble(figures, grid), "It needs " + needs + "."))
        .orElse(new MetricValue.Unavailable("The trace spans more than ten years."));
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

  private static MetricValue known(double value, String otherwise) {
    return Double.isFinite(value)
        ? new MetricValue.Known(value)
        : new MetricValue.Unavailable(otherwise);
  }
}
