package io.efollowup.insight;

/**
 * The two hours of the day in which glucose was outside target on most days, at least two. Told
 * only where they stand out from the rest of the day.
 *
 * @param fromHour first hour, 0 to 23
 * @param toHour the hour it ends before, 1 to 24
 * @param daysOutside days with a reading outside target in these hours
 * @param daysMeasured days with any reading in these hours
 */
public record Recurrence(int fromHour, int toHour, int daysOutside, int daysMeasured) {
  /** From this many days on it is called recurring. */
  public static final int RECURRING = 2;
}
