package io.efollowup.portal.internal.view;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Times as people read them: in the patient's zone, 24 hours. */
public final class TimeText {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private TimeText() {}

  public static String clock(Instant at, ZoneId zone) {
    return CLOCK.format(at.atZone(zone));
  }

  /** Month and day; with the year when it is another than this one. */
  public static String date(Instant at, ZoneId zone, Instant now, Words words) {
    ZonedDateTime local = at.atZone(zone);
    boolean thisYear = local.getYear() == now.atZone(zone).getYear();
    return date(local.toLocalDate(), thisYear, words);
  }

  public static String date(LocalDate day, boolean withoutYear, Words words) {
    return DateTimeFormatter.ofPattern(
            words.say(withoutYear ? "format.date" : "format.date.year"), words.language())
        .format(day);
  }

  public static String weekday(LocalDate day, Words words) {
    return DateTimeFormatter.ofPattern(words.say("format.weekday"), words.language()).format(day);
  }

  /** "3 min ago" up to an hour, then the clock, then the date. */
  public static String ago(Instant at, ZoneId zone, Instant now, Words words) {
    Duration age = Duration.between(at, now);
    if (age.compareTo(Duration.ofMinutes(1)) < 0) {
      return words.say("ago.now");
    }
    if (age.compareTo(Duration.ofHours(1)) < 0) {
      return words.say("ago.minutes", Long.toString(age.toMinutes()));
    }
    if (at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate())) {
      return clock(at, zone);
    }
    return words.say("date.clock", date(at, zone, now, words), clock(at, zone));
  }

  /** A length of time: minutes up to two hours, hours up to two days, then days. */
  public static String length(Duration length, Words words) {
    if (length.compareTo(Duration.ofHours(2)) < 0) {
      return words.say("length.minutes", Long.toString(length.toMinutes()));
    }
    if (length.compareTo(Duration.ofDays(2)) < 0) {
      return words.say("length.hours", Long.toString(length.toHours()));
    }
    return words.say("length.days", Long.toString(length.toDays()));
  }
}
