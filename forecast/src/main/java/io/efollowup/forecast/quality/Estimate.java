package io.efollowup.forecast.quality;

import java.util.Optional;

/**
 * A figure and how sure it is.
 *
 * @param interval between which bounds it lies with 95 %, if other patients had been watched; empty
 *     where too few patients have anything to do with it
 * @param count of what it is a figure: forecasts, events or alarms
 * @param patients how many of them
 */
public record Estimate(double value, Optional<Interval> interval, long count, int patients) {
  /** Both bounds. */
  public record Interval(double low, double high) {}
}
