package io.efollowup.forecast;

/** A way of forecasting that can be trained. Stateless. */
public interface ForecastModel {
  /** The name it has on the command line and in tables. */
  String name();

  /**
   * How many points a history must have.
   *
   * @param suiteLags the number of lags that the suite states for the data set
   */
  int lags(int suiteLags);

  /**
   * Trains the model.
   *
   * @param lags what {@link #lags} gave
   * @param seed of whatever is drawn; the same data and seed give the same forecaster
   */
  Forecaster train(TrainingData data, int lags, long seed);
}
