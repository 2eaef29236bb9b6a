package io.efollowup.glucose.metrics;

import io.efollowup.glucose.GlucoseUnit;

/**
 * Personal glycaemic state (Hirsch et al., Diabetes Technol Ther 19 suppl 3:S38, 2017): five scores
 * that rise with variability, time out of range, a mean off target and weekly hypoglycaemia.
 * Episodes here take 20 minutes to begin and 30 to end, as iglu has it.
 */
final class PersonalGlycaemicState {
  private static final int BEGIN_MINUTES = 20;
  private static final int END_MINUTES = 30;

  private PersonalGlycaemicState() {}

  static double of(TraceFigures figures, DayGrid grid) {
    double inRange = figures.percentWithin(RangeLimit.MG_70, RangeLimit.MG_180);
    double mean = figures.mean();
    EpisodeFinder low = find(grid, RangeLimit.MG_70, figures.mostUsedUnit());
    EpisodeFinder veryLow = find(grid, RangeLimit.MG_54, figures.mostUsedUnit());
    double weeks = grid.knownPoints() * grid.intervalMinutes() / (7.0 * 1440);
    return 1
        + 9 * logistic(0.049 * (GridDifferences.gvp(grid) - 65.47))
        + 1
        + 9 * logistic(-0.0833 * (inRange - 55.04))
        + 1
        + 9 * (logistic(-0.1139 * (mean - 72.08)) + logistic(0.09195 * (mean - 157.57)))
        + veryLowScore(veryLow.count() / weeks)
        + lowScore(countWithout(low, veryLow) / weeks);
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double veryLowScore(double perWeek) {
    return 0.5 + 4.5 * (1 - Math.exp(-0.81093 * perWeek));
  }

  private static double lowScore(double perWeek) {
    return perWeek <= 7.65 ? 0.5714 * perWeek + 0.625 : 5;
  }

  private static EpisodeFinder find(DayGrid grid, RangeLimit limit, GlucoseUnit unit) {
    return EpisodeFinder.find(
        grid,
        EpisodeKind.Side.BELOW,
        limit.mgdlOf(unit),
        Math.ceilDiv(BEGIN_MINUTES, grid.intervalMinutes()),
        Math.ceilDiv(END_MINUTES, grid.intervalMinutes()));
  }

  /** Episodes in which none of the deeper ones lies. */
  private static int countWithout(EpisodeFinder low, EpisodeFinder veryLow) {
    int count = low.count();
    int deeper = 0;
    for (int i = 0; i < low.count(); i++) {
      while (deeper < veryLow.count() && veryLow.last(deeper) < low.first(i)) {
        deeper++;
      }
      if (deeper < veryLow.count() && veryLow.first(deeper) <= low.last(i)) {
        count--;
      }
    }
    return count;
  }
}
