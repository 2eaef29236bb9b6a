package io.efollowup.forecast.outlook;

/**
 * A figure of {@link OutlookEvaluation}.
 *
 * @param dataset a data set or {@code all}
 * @param stratum {@code all}, {@code below-70}, {@code 70-180}, {@code above-180} (the last value,
 *     mg/dL) or {@code night} (midnight to six)
 * @param measure coverage, width, mae, rmse, brier, rate, predicted, observed, refused
 * @param level the interval in %, or the limit, or a range of probability
 * @param minutes after the origin, or {@code all}
 * @param low lower end of the 95 % interval by people
 * @param cases forecasts it is of
 */
public record Measure(
    String dataset,
    String condition,
    String stratum,
    String measure,
    String level,
    String minutes,
    double value,
    double low,
    double high,
    int cases,
    int people) {}
