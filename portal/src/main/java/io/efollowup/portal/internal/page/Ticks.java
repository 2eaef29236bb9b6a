package io.efollowup.portal.internal.page;

import io.efollowup.portal.internal.view.TimeText;
import io.efollowup.portal.internal.view.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** The marks of a time axis in the patient's zone, where the days really begin. */
final class Ticks {
  /** A mark; a midnight bears the date. */
  record Tick(Instant at, String label, boolean midnight) {}

  private Ticks() {}

  static List<Tick> of(Window window, ZoneId zone, Words words) {
    return switch (window.key()) {
      case H24 -> hours(window, zone, words, 3);
      case D3 -> hours(window, zone, words, 12);
      case D7, D14 -> days(window, zone, words, 1);
      case D90 -> days(window, zone, words, 7);
    };
  }

  private static List<Tick> hours(Window window, ZoneId zone, Words words, int step) {
    List<Tick> ticks = new ArrayList<>();
    LocalDate day = window.from().atZone(zone).toLocalDate();
    LocalDate end = window.to().atZone(zone).toLocalDate();
    for (; !day.isAfter(end); day = day.plusDays(1)) {
      for (int hour = 0; hour < 24; hour += step) {
        ZonedDateTime at = day.atTime(hour, 0).atZone(zone);
        String label =
            hour == 0 ? TimeText.date(day, true, words) : TimeText.clock(at.toInstant(), zone);
        add(ticks, window, at.toInstant(), label, hour == 0);
      }
    }
    return ticks;
  }

  private static List<Tick> days(Window window, ZoneId zone, Words words, int step) {
    List<Tick> ticks = new ArrayList<>();
    LocalDate end = window.to().atZone(zone).toLocalDate();
    LocalDate day = window.from().atZone(zone).toLocalDate();
    for (; !day.isAfter(end); day = day.plusDays(step)) {
      add(ticks, window, day.atStartOfDay(zone).toInstant(), TimeText.date(day, true, words), true);
    }
    return ticks;
  }

  private static void add(
      List<Tick> ticks, Window window, Instant at, String label, boolean midnight) {
    if (!at.isBefore(window.from()) && at.isBefore(window.to())) {
      ticks.add(new Tick(at, label, midnight));
    }
  }
}
