package io.efollowup.forecast;

import java.util.Map;

/** A trained model. Implementations are immutable and may be used by many threads. */
@FunctionalInterface
public interface Forecaster {
  /** How many steps of five minutes are forecast. */
  int STEPS = 12;

  /**
   * Forecasts the points after a history.
   *
   * @param history at least {@link ForecastModel#lags} points
   * @return {@link #STEPS} values in mg/dL
   */
  double[] forecast(Wearer wearer, History history);

  /**
   * What came out of one training, by the name it has in tables: this forecaster and, where there
   * are several heads, the others.
   *
   * @param model the model's name
   */
  default Map<String, Forecaster> variants(String model) {
    return Map.of(model, this);
  }
}
