package io.efollowup.forecast.benchmark;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Local times in minutes since 1970-01-01 00:00. */
final class LocalMinutes {
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private LocalMinutes() {}

  /**
   * The nearest minute; half a minute goes to the even one. An offset is left aside.
   *
   * @throws IllegalArgumentException with a sentence
   */
  static long rounded(String text) {
    LocalDateTime time;
    try {
      time = local(text.length() == 10 ? text + "T00:00" : text.replace(' ', 'T'));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("time is not a local time such as 2015-06-06 16:50:27", e);
    }
    long seconds = time.toEpochSecond(ZoneOffset.UTC);
    long minute = Math.floorDiv(seconds, 60L);
    long rest = time.getSecond() * SECOND_NANOS + time.getNano();
    boolean up = 2 * rest > MINUTE_NANOS || (2 * rest == MINUTE_NANOS && minute % 2 != 0);
    return up ? minute + 1 : minute;
  }

  /** Where the time states its offset, the clock beside the wearer is what counts. */
  private static LocalDateTime local(String iso) {
    TemporalAccessor time =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
    return LocalDateTime.from(time);
  }
}
