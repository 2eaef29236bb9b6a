package io.efollowup.insight;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.metrics.RangeShares;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One night, midnight to six.
 *
 * @param date the day it belongs to, that of its morning
 * @param readings how many
 * @param mean mean of those with a number; empty where there is none
 * @param shares its readings by zone
 * @param below time below target, as readings times the usual interval
 * @param above time above target, the same
 * @param lowest its lowest reading, a sensor's LOW being lower than any number; empty without any
 * @param morningRiseMgdl mean of the last half hour before the first meal, or of 06:30 to 07:00
 *     where no meal was logged, minus the lowest number of the night; empty where either is
 *     missing, or the night was low: a rise from a low is another matter
 */
public record Night(
    LocalDate date,
    int readings,
    Optional<Glucose> mean,
    RangeShares shares,
    Duration below,
    Duration above,
    Optional<CurvePoint> lowest,
    OptionalDouble morningRiseMgdl) {

  /** A night above target for at least this long is counted as high. */
  public static final Duration HIGH_FOR = Duration.ofHours(1);

  /**
   * A rise towards morning by more than this many mg/dL is commonly called a dawn phenomenon
   * (Monnier et al., Diabetes Care 36:4057, 2013).
   */
  public static final double NOTABLE_MORNING_RISE = 20;

  /** Whether it was above target for an hour and more. */
  public boolean isHigh() {
    return above.compareTo(HIGH_FOR) >= 0;
  }

  /** Whether any reading was below target. */
  public boolean isLow() {
    return !below.isZero();
  }
}
