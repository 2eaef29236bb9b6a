package io.efollowup.insight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Forecasts HbA1c from daily mean glucose and earlier laboratory values.
 *
 * <p>The glucose that an HbA1c remembers is a weighted mean of the days before it. With red cells
 * that all live {@value #CELL_LIFE_DAYS} days, the glucose of a day s days ago is remembered by the
 * cells that were there then, so its weight falls in a straight line to nothing: half of the memory
 * is of the last 35 days, which is the half-time measured by Tahara and Shima, Diabetes Care 18:440
 * (1995), 34.6 days. HbA1c is then 3.31 + 0.02392 x that mean (the line of the glucose management
 * indicator) plus the person's own glycation gap.
 *
 * <p>Everything unknown is normal: the person's level, its slow wandering, the scatter of days
 * around it, the glycation gap, the laboratory's error. So daily means and laboratory values are
 * linear observations of one Gaussian process, and the forecast is its conditional distribution
 * (kriging). Days without data, past or to come, are filled by it and widen the interval.
 */
final class A1cModel {
  static final int CELL_LIFE_DAYS = 118;

  /** Level of a person nothing is known of: mean and deviation, mg/dL. */
  private static final double LEVEL = 155;

  private static final double LEVEL_DEVIATION = 30;

  /**
   * How far the level wanders and how many days it takes to return. Assumed: about 40 mg/dL in
   * three months, with little pull back, so that a level is taken to go on as it was.
   */
  private static final double WANDER_DEVIATION = 50;

  private static final double WANDER_DAYS = 240;

  /** Deviation of the glycation gap between people, percentage points. */
  private static final double GAP_DEVIATION = 0.5;

  /** Deviation of a laboratory's value, percentage points: 2 % of 7.5. */
  private static final double LABORATORY_DEVIATION = 0.15;

  private static final double[] WEIGHTS = weights();

  /** A day's mean, or a laboratory value, as a linear observation of the process. */
  private record Observation(long day, boolean laboratory, double value, double variance) {}

  private final List<Observation> observations = new ArrayList<>();
  private final Cholesky matrix;
  private final double[] solution;
  private final double scatter;

  /** Takes in what is known. */
  A1cModel(NavigableMap<LocalDate, Double> dailyMeans, Map<LocalDate, Double> laboratory) {
    scatter = scatter(dailyMeans);
    dailyMeans.forEach(
        (date, mean) ->
            observations.add(
                new Observation(date.toEpochDay(), false, mean - LEVEL, scatter * scatter)));
    laboratory.forEach(
        (date, value) ->
            observations.add(
                new Observation(
                    date.toEpochDay(),
                    true,
                    value - GlucoseEstimates.gmi(LEVEL),
                    LABORATORY_DEVIATION * LABORATORY_DEVIATION + scatterOfMemory())));
    int n = observations.size();
    double[][] covariance = new double[n][n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] = covariance(observations.get(i), observations.get(j));
      }
      covariance[i][i] += observations.get(i).variance();
      values[i] = observations.get(i).value();
    }
    matrix = new Cholesky(covariance);
    solution = matrix.solve(values);
  }

  /** What a laboratory would find on a day. */
  A1cForecast on(LocalDate day) {
    Observation wanted = new Observation(day.toEpochDay(), true, 0, 0);
    int n = observations.size();
    double[] shared = new double[n];
    double mean = GlucoseEstimates.gmi(LEVEL);
    for (int i = 0; i < n; i++) {
      shared[i] = covariance(wanted, observations.get(i));
      mean += shared[i] * solution[i];
    }
    double variance = covariance(wanted, wanted);
    double[] explained = matrix.solve(shared);
    for (int i = 0; i < n; i++) {
      variance -= shared[i] * explained[i];
    }
    variance = Math.max(0, variance);
    double error = LABORATORY_DEVIATION * LABORATORY_DEVIATION + scatterOfMemory();
    return new A1cForecast(day, mean, Math.sqrt(variance + error));
  }

  /** Scatter of single days as it remains in the memory's mean, percentage points squared. */
  private double scatterOfMemory() {
    double squares = 0;
    for (double weight : WEIGHTS) {
      squares += weight * weight;
    }
    double slope = GlucoseEstimates.GMI_SLOPE;
    return slope * slope * scatter * scatter * squares;
  }

  /** Covariance of the underlying values, without the errors of observing them. */
  private static double covariance(Observation a, Observation b) {
    if (!a.laboratory() && !b.laboratory()) {
      return kernel(a.day() - b.day());
    }
    double slope = GlucoseEstimates.GMI_SLOPE;
    if (a.laboratory() && b.laboratory()) {
      double sum = 0;
      for (int i = 0; i < WEIGHTS.length; i++) {
        sum += WEIGHTS[i] * remembered(b.day(), a.day() - 1 - i);
      }
      return slope * slope * sum + GAP_DEVIATION * GAP_DEVIATION;
    }
    return a.laboratory()
        ? slope * remembered(a.day(), b.day())
        : slope * remembered(b.day(), a.day());
  }

  /** Covariance of the glucose remembered on a day with the level of another. */
  private static double remembered(long on, long day) {
    double sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * kernel(on - 1 - i - day);
    }
    return sum;
  }

  private static double kernel(long days) {
    int lag = (int) Math.min(Math.abs(days), KERNEL.length - 1);
    return KERNEL[lag];
  }

  private static final double[] KERNEL = kernels();

  private static double[] kernels() {
    double[] kernel = new double[4000];
    for (int lag = 0; lag < kernel.length; lag++) {
      kernel[lag] =
          LEVEL_DEVIATION * LEVEL_DEVIATION
              + WANDER_DEVIATION * WANDER_DEVIATION * Math.exp(-lag / WANDER_DAYS);
    }
    return kernel;
  }

  /** Weights of the days before, the day just before first; they add up to one. */
  private static double[] weights() {
    double[] weights = new double[CELL_LIFE_DAYS];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1 - (i + 0.5) / CELL_LIFE_DAYS;
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /**
   * How days scatter around the level: from the differences of neighbouring days, mg/dL; 25 for
   * fewer than seven of them.
   */
  private static double scatter(NavigableMap<LocalDate, Double> means) {
    double squares = 0;
    int pairs = 0;
    for (Map.Entry<LocalDate, Double> day : means.entrySet()) {
      Double before = means.get(day.getKey().minusDays(1));
      if (before != null) {
        squares += (day.getValue() - before) * (day.getValue() - before);
        pairs++;
      }
    }
    return pairs < 7 ? 25 : Math.clamp(Math.sqrt(squares / pairs / 2), 6, 60);
  }
}
