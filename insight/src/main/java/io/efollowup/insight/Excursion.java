package io.efollowup.insight;

import io.efollowup.glucose.Glucose;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How glucose went in the three hours from a meal on, or up to the next meal where that was eaten
 * in the third hour. Differences are in mg/dL.
 *
 * @param baseline mean of the readings in the 15 minutes up to the meal
 * @param peak highest reading of that time
 * @param riseMgdl peak minus baseline; not below zero
 * @param timeToPeak from the meal to the peak
 * @param areaMgdlHours area of the curve above the baseline in the first two hours; what lies below
 *     the baseline is not counted against it (Wolever and Jenkins, Am J Clin Nutr 43:167, 1986)
 * @param afterTwoHoursMgdl glucose two hours after the meal minus baseline; may be negative
 * @param recoveryPercent share of the rise that was gone one hour after the peak; empty without a
 *     rise or without a reading then
 * @param back from the meal to the first reading after the peak at most 10 mg/dL above baseline;
 *     empty where it did not come in that time
 * @param curve the readings as differences from baseline
 */
public record Excursion(
    Glucose baseline,
    Glucose peak,
    double riseMgdl,
    Duration timeToPeak,
    double areaMgdlHours,
    double afterTwoHoursMgdl,
    OptionalDouble recoveryPercent,
    Optional<Duration> back,
    List<Step> curve) {
  public Excursion {
    curve = List.copyOf(curve);
  }

  /** Whether the peak is the last reading, so that glucose may have risen further. */
  public boolean isStillRising() {
    return riseMgdl > 0 && !curve.isEmpty() && curve.getLast().changeMgdl() >= riseMgdl;
  }

  /**
   * A reading after a meal.
   *
   * @param minutes since the meal
   * @param changeMgdl difference from baseline
   */
  public record Step(double minutes, double changeMgdl) {}
}
