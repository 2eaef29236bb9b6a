package io.efollowup.glucose.metrics;

/**
 * Spread within days and between days, from the rows and columns of the grid (Rodbard, Diabetes
 * Technol Ther 11:551, 2009). Missing points are left out everywhere.
 */
final class GridSpread {
  private final DayGrid grid;
  private final double[] dailyMeans;
  private final Sample rowMeans;
  private final Sample rowDeviations;
  private final Sample rowVariations;

  GridSpread(DayGrid grid) {
    this.grid = grid;
    this.dailyMeans = new double[grid.days()];
    this.rowMeans = new Sample(grid.days());
    this.rowDeviations = new Sample(grid.days());
    this.rowVariations = new Sample(grid.days());
    for (int day = 0; day < grid.days(); day++) {
      Sample row = new Sample(grid.columns());
      for (int column = 0; column < grid.columns(); column++) {
        row.add(grid.value(day, column));
      }
      dailyMeans[day] = row.mean();
      rowMeans.add(dailyMeans[day]);
      rowDeviations.add(row.deviation());
      rowVariations.add(100 * row.deviation() / row.mean());
    }
  }

  /** Within days: mean of the days' deviations. */
  double withinDays() {
    return rowDeviations.mean();
  }

  /** Between daily means. */
  double betweenDailyMeans() {
    return rowMeans.deviation();
  }

  double meanVariation() {
    return rowVariations.mean();
  }

  double deviationOfVariation() {
    return rowVariations.deviation();
  }

  /** Between the times of day of the average day. */
  double betweenTimesOfDay() {
    Sample means = new Sample(grid.columns());
    for (int column = 0; column < grid.columns(); column++) {
      means.add(column(column, false).mean());
    }
    return means.deviation();
  }

  /** Between days at the same time of day. */
  double betweenDays() {
    return betweenDays(false);
  }

  /** Between days at the same time of day, the days' means taken out. */
  double betweenDaysAroundDailyMeans() {
    return betweenDays(true);
  }

  /** Within series of one hour: mean of the deviations in every window of an hour. */
  double withinHours() {
    int window = (int) Math.rint(60.0 / grid.intervalMinutes());
    Sample deviations = new Sample(grid.size());
    Sample values = new Sample(Math.max(1, window));
    for (int end = window; end <= grid.size(); end++) {
      values.clear();
      for (int i = end - window; i < end; i++) {
        values.add(grid.value(i));
      }
      deviations.add(values.deviation());
    }
    return deviations.mean();
  }

  /** Mean of daily differences (Molnar et al., Diabetologia 8:342, 1972). */
  double meanOfDailyDifferences() {
    Sample differences = new Sample(grid.size());
    for (int day = 1; day < grid.days(); day++) {
      for (int column = 0; column < grid.columns(); column++) {
        differences.add(Math.abs(grid.value(day, column) - grid.value(day - 1, column)));
      }
    }
    return differences.mean();
  }

  /** Mean over the days of the hourly area under the curve, by trapezoids within each day. */
  double hourlyArea() {
    Sample days = new Sample(grid.days());
    for (int day = 0; day < grid.days(); day++) {
      Sample heights = new Sample(grid.columns());
      for (int column = 1; column < grid.columns(); column++) {
        heights.add((grid.value(day, column) + grid.value(day, column - 1)) / 2);
      }
      days.add(heights.mean());
    }
    return days.mean();
  }

  private double betweenDays(boolean aroundDailyMeans) {
    Sample deviations = new Sample(grid.columns());
    for (int column = 0; column < grid.columns(); column++) {
      deviations.add(column(column, aroundDailyMeans).deviation());
    }
    return deviations.mean();
  }

  private Sample column(int column, boolean aroundDailyMeans) {
    Sample sample = new Sample(grid.days());
    for (int day = 0; day < grid.days(); day++) {
      double value = grid.value(day, column);
      sample.add(aroundDailyMeans ? value - dailyMeans[day] : value);
    }
    return sample;
  }
}
