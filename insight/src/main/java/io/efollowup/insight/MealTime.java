package io.efollowup.insight;

import java.time.LocalTime;

/**
 * When in the day a meal was eaten, by the wall clock. The clock is all that is known: a meal of
 * the morning need not be breakfast.
 */
public enum MealTime {
  /** From 05:00 to 11:00. */
  MORNING,
  /** From 11:00 to 16:00. */
  MIDDAY,
  /** From 16:00 to 22:00. */
  EVENING,
  /** From 22:00 to 05:00. */
  NIGHT;

  /** The time of day this clock time belongs to. */
  public static MealTime of(LocalTime time) {
    int hour = time.getHour();
    if (hour < 5 || hour >= 22) {
      return NIGHT;
    }
    if (hour < 11) {
      return MORNING;
    }
    return hour < 16 ? MIDDAY : EVENING;
  }
}
