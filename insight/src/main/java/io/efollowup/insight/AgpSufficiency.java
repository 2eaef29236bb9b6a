package io.efollowup.insight;

import java.util.OptionalDouble;

/**
 * Whether there is enough data for an ambulatory glucose profile. The consensus asks for 14 days
 * with the sensor active at least 70 % of the time (Battelino et al., Diabetes Care 42:1593, 2019).
 * With less, percentiles by time of day are drawn from seven days on, as other software does.
 *
 * @param sensorDays calendar days with at least one reading
 * @param days calendar days looked at
 * @param hoursWorn from the first to the last reading
 * @param activePercent readings that came of those expected on all days looked at, or between the
 *     first and the last, whichever share is smaller; empty for fewer than two readings
 * @param level what that means
 */
public record AgpSufficiency(
    int sensorDays, int days, double hoursWorn, OptionalDouble activePercent, Level level) {

  /** Days asked for. */
  public static final int DAYS_NEEDED = 14;

  /** Days with data from which on percentiles by time of day mean something. */
  public static final int DAYS_FOR_CURVE = 7;

  /** What the data is enough for. */
  public enum Level {
    /** No reading at all. */
    NOTHING,
    /** Less than 24 hours: ranges and daily curves only. */
    TOO_SHORT,
    /** Less than seven days: summary figures, no percentiles. */
    NO_CURVE,
    /** Less than 14 days, or active less than 70 %: everything, with a warning. */
    LIMITED,
    /** Enough. */
    ENOUGH
  }

  static AgpSufficiency of(Sufficiency wear) {
    return new AgpSufficiency(
        wear.sensorDays(), wear.days(), wear.hoursWorn(), wear.activePercent(), level(wear));
  }

  private static Level level(Sufficiency wear) {
    return switch (wear.level()) {
      case NOTHING -> Level.NOTHING;
      case TOO_SHORT -> Level.TOO_SHORT;
      case SPARSE -> wear.sensorDays() < DAYS_FOR_CURVE ? Level.NO_CURVE : Level.LIMITED;
      case ENOUGH -> {
        if (wear.sensorDays() < DAYS_FOR_CURVE) {
          yield Level.NO_CURVE;
        }
        yield wear.sensorDays() < DAYS_NEEDED ? Level.LIMITED : Level.ENOUGH;
      }
    };
  }

  /** Whether percentiles by time of day are to be drawn. */
  public boolean hasCurve() {
    return level.compareTo(Level.LIMITED) >= 0;
  }
}
