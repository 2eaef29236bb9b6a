package io.efollowup.insight;

import java.util.OptionalDouble;

/**
 * Whether there is enough data to judge by. The consensus asks for the sensor to be active at least
 * 70 % of the time (Battelino et al., Diabetes Care 42:1593, 2019).
 *
 * @param sensorDays calendar days with at least one reading
 * @param days calendar days looked at
 * @param hoursWorn from the first to the last reading
 * @param activePercent readings that came of those expected on all days looked at, or between the
 *     first and the last, whichever share is smaller; empty for fewer than two readings
 * @param level what that means
 */
public record Sufficiency(
    int sensorDays, int days, double hoursWorn, OptionalDouble activePercent, Level level) {

  /** Least share of expected readings for figures to be trusted. */
  public static final double ACTIVE_PERCENT_NEEDED = 70;

  /** Least wear for figures of a whole day to mean something. */
  public static final double HOURS_NEEDED = 24;

  /** What the data is enough for. */
  public enum Level {
    /** No reading at all. */
    NOTHING,
    /** Less than 24 hours: curve and ranges may be shown, no summary figure derived. */
    TOO_SHORT,
    /** Active less than 70 %: figures are shown with a warning. */
    SPARSE,
    /** Enough. */
    ENOUGH
  }

  static Sufficiency of(int sensorDays, int days, double hoursWorn, OptionalDouble active) {
    return new Sufficiency(
        sensorDays, days, hoursWorn, active, level(sensorDays, hoursWorn, active));
  }

  private static Level level(int sensorDays, double hoursWorn, OptionalDouble active) {
    if (sensorDays == 0) {
      return Level.NOTHING;
    }
    if (hoursWorn < HOURS_NEEDED || active.isEmpty()) {
      return Level.TOO_SHORT;
    }
    return active.getAsDouble() < ACTIVE_PERCENT_NEEDED ? Level.SPARSE : Level.ENOUGH;
  }
}
