package io.efollowup.glucose.metrics;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What several metrics of one trace share, each computed once. Not safe for several threads. */
final class TraceFigures {
  private static final RangeLimit[] LIMITS = RangeLimit.values();

  private final GlucoseTrace trace;
  private final ZoneId zone;
  private final Optional<DayGrid> grid;
  private final Optional<GridSpread> spread;
  private final Optional<Mage> mage;
  private final boolean makesACurve;
  private final GlucoseUnit mostUsedUnit;
  private final Map<EpisodeKind, EpisodeFinder> episodes = new EnumMap<>(EpisodeKind.class);
  private final double[] values;
  private final double[] symmetrised;
  private final double[] grades;
  private final double[] sorted;
  private final double mean;
  private final double standardDeviation;
  private final int[] below = new int[LIMITS.length];
  private final int[] above = new int[LIMITS.length];

  TraceFigures(GlucoseTrace trace, ZoneId zone) {
    this.trace = trace;
    this.zone = zone;
    this.grid = DayGrid.of(trace, zone);
    this.spread = grid.map(GridSpread::new);
    this.mage = fiveMinuteGrid().map(Mage::of);
    this.makesACurve = SamplingInterval.makesACurve(trace);
    this.mostUsedUnit = RangeLimit.mostUsedUnit(trace);
    this.values = measuredValues(trace);
    this.symmetrised = RiskIndices.each(values, RiskIndices::symmetrised);
    this.grades = RiskIndices.each(values, RiskIndices::grade);
    this.sorted = values.clone();
    Arrays.sort(sorted);
    this.mean = Statistics.mean(values, values.length);
    this.standardDeviation = Statistics.standardDeviation(values, values.length, mean);
    countRanges();
  }

  int readingCount() {
    return trace.size();
  }

  int measuredCount() {
    return values.length;
  }

  /** Whether readings usually follow each other without a gap. */
  boolean makesACurve() {
    return makesACurve;
  }

  /** The measured values in order of time, in mg/dL; not to be changed. */
  double[] values() {
    return values;
  }

  /** The values on Kovatchev's symmetrised scale. */
  double[] symmetrised() {
    return symmetrised;
  }

  /** GRADE of each value. */
  double[] grades() {
    return grades;
  }

  Optional<DayGrid> grid() {
    return grid;
  }

  Optional<GridSpread> spread() {
    return spread;
  }

  Optional<Mage> mage() {
    return mage;
  }

  double averageDailyRiskRange() {
    return DailyRisk.adrr(trace, zone, symmetrised);
  }

  /** The unit most numbers were measured in, whose limits hold on the grid. */
  GlucoseUnit mostUsedUnit() {
    return mostUsedUnit;
  }

  /** The episodes of a kind on the grid, which must be there. */
  EpisodeFinder episodes(EpisodeKind kind) {
    return episodes.computeIfAbsent(
        kind, wanted -> Episodes.find(grid.orElseThrow(), wanted, mostUsedUnit));
  }

  double mean() {
    return mean;
  }

  double standardDeviation() {
    return standardDeviation;
  }

  double minimum() {
    return sorted[0];
  }

  double maximum() {
    return sorted[sorted.length - 1];
  }

  double quantile(double probability) {
    return Statistics.quantile(sorted, sorted.length, probability);
  }

  /** Median absolute deviation, scaled to equal the SD of a normal distribution. */
  double medianAbsoluteDeviation() {
    double median = quantile(0.5);
    double[] deviations = new double[sorted.length];
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = Math.abs(sorted[i] - median);
    }
    Arrays.sort(deviations);
    return 1.4826 * Statistics.quantile(deviations, deviations.length, 0.5);
  }

  double percentBelow(RangeLimit limit) {
    return percent(below[limit.ordinal()]);
  }

  double percentAbove(RangeLimit limit) {
    return percent(above[limit.ordinal()]);
  }

  /** Both ends inclusive. */
  double percentWithin(RangeLimit low, RangeLimit high) {
    return percent(trace.size() - below[low.ordinal()] - above[high.ordinal()]);
  }

  double activePercent() {
    return ActiveTime.percent(trace);
  }

  private Optional<DayGrid> fiveMinuteGrid() {
    return grid.flatMap(
        points ->
            points.intervalMinutes() == Mage.STEP_MINUTES
                ? grid
                : DayGrid.of(trace, zone, Mage.STEP_MINUTES));
  }

  private double percent(int count) {
    return 100.0 * count / trace.size();
  }

  private void countRanges() {
    for (int i = 0; i < trace.size(); i++) {
      if (trace.isMeasured(i)) {
        count(trace.number(i), trace.unit(i));
      } else {
        int[] outermost = trace.value(i) == GlucoseValue.OutOfRange.LOW ? below : above;
        for (int limit = 0; limit < LIMITS.length; limit++) {
          outermost[limit]++;
        }
      }
    }
  }

  private void count(double number, GlucoseUnit unit) {
    for (int i = 0; i < LIMITS.length; i++) {
      double limit = LIMITS[i].in(unit);
      below[i] += number < limit ? 1 : 0;
      above[i] += number > limit ? 1 : 0;
    }
  }

  private static double[] measuredValues(GlucoseTrace trace) {
    double[] values = new double[trace.size()];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (trace.isMeasured(i)) {
        values[count++] = trace.mgdl(i);
      }
    }
    return Arrays.copyOf(values, count);
  }
}
