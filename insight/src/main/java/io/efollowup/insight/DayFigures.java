package io.efollowup.insight;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.RangeShares;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The figures of one day.
 *
 * @param readings how many, out-of-range ones included
 * @param mean mean of the measured readings, in mg/dL; empty where there is none
 * @param shares the day's readings by zone
 * @param coveragePercent readings that came, of those expected in the whole day, at most 100; empty
 *     where a single reading leaves unknown how many to expect
 */
public record DayFigures(
    int readings, Optional<Glucose> mean, RangeShares shares, OptionalDouble coveragePercent) {

  /** Percent in target. */
  public double inTargetPercent() {
    return shares.percent(GlucoseZone.TARGET);
  }

  /** Percent below target, very low included. */
  public double lowPercent() {
    return shares.percent(GlucoseZone.LOW) + shares.percent(GlucoseZone.VERY_LOW);
  }

  /** Percent above target, very high included. */
  public double highPercent() {
    return shares.percent(GlucoseZone.HIGH) + shares.percent(GlucoseZone.VERY_HIGH);
  }
}
