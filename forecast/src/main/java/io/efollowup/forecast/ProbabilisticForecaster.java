package io.efollowup.forecast;

/**
 * Forecasts with what they are worth: intervals and risks beside the expected value.
 * Implementations are immutable, read no clock and may be used by many threads.
 */
@FunctionalInterface
public interface ProbabilisticForecaster {
  /**
   * Looks two hours ahead of one patient.
   *
   * @return a {@link Prognosis}, or {@link NoPrognosis} where there is too little to go on
   */
  Outlook outlook(RecentGlucose recent);
}
