package io.efollowup.insight;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Whole calendar days in a row.
 *
 * @param firstDay the first of them
 * @param days how many, at least one
 */
public record DayRange(LocalDate firstDay, int days) {
  public DayRange {
    if (days < 1) {
      throw new IllegalArgumentException("a range of days has at least one day, not " + days);
    }
  }

  /** The last of them. */
  public LocalDate lastDay() {
    return firstDay.plusDays(days - 1L);
  }

  /** When the first day begins in this zone. */
  public Instant start(ZoneId zone) {
    return firstDay.atStartOfDay(zone).toInstant();
  }

  /** When the last day has ended in this zone. */
  public Instant end(ZoneId zone) {
    return firstDay.plusDays(days).atStartOfDay(zone).toInstant();
  }
}
