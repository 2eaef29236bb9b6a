package io.efollowup.forecast.quality;

import java.util.OptionalDouble;

/**
 * One figure of how good forecasts are.
 *
 * @param minutes how far ahead; 0 where it is not of a time ahead
 * @param measure what is measured, such as {@code mard}, {@code clarke} or {@code recall}
 * @param group of which part: {@code all}, a region, a rate, a zone or a limit
 * @param threshold above which an alarm is raised; empty where there is no alarm
 */
public record QualityFigure(
    int minutes, String measure, String group, OptionalDouble threshold, Estimate estimate) {}
