/**
 * Forecasts of glucose. A {@link io.efollowup.forecast.ForecastModel} learns from series and gives
 * a {@link io.efollowup.forecast.Forecaster}, which sees a {@link io.efollowup.forecast.History}
 * that ends where the forecast begins. Pure: no clock, no thread, no file.
 */
package io.efollowup.forecast;
