package io.efollowup.glucose.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * How glucose answered a meal, by the definitions of iglu's {@code meal_metrics} on the {@link
 * DayGrid} (source of the figures: Service, Diabetes 62:1398, 2013).
 *
 * @param mealAt when the meal was stated to be
 * @param alignedAt the point of the grid it is reckoned from: the nearest with a value, at most one
 *     step away
 * @param baselineMgdl mean of the hour before, the aligned point left out, in mg/dL
 * @param peakMgdl highest value after the aligned point, up to three hours after it, in mg/dL; the
 *     aligned point itself is left out
 * @param peakAt when that was first reached
 * @param recovery share of the rise that was lost again one hour after the peak: 1 is back at the
 *     baseline, more is below it; empty where glucose at that time is unknown or there was no rise
 */
public record MealResponse(
    Instant mealAt,
    Instant alignedAt,
    double baselineMgdl,
    double peakMgdl,
    Instant peakAt,
    OptionalDouble recovery)
    implements MealOutcome {

  /** Peak above the baseline in mg/dL; negative where glucose stayed below it. */
  public double riseMgdl() {
    return peakMgdl - baselineMgdl;
  }

  /** Time from the meal, as aligned, to the peak. */
  public Duration timeToPeak() {
    return Duration.between(alignedAt, peakAt);
  }
}
