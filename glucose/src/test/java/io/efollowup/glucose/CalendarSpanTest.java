package io.efollowup.glucose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CalendarSpanTest {
  private static long hours(CalendarSpan span) {
    return Duration.between(span.from(), span.to()).toHours();
  }

  @Test
  void shouldCountDaysInThePatientsZone() {
    var day = CalendarSpan.dayOf(Instant.parse("2026-05-09T17:00:00Z"), ZoneId.of("Asia/Shanghai"));
    assertThat(day.from()).isEqualTo("2026-05-09T16:00:00Z");
    assertThat(day.to()).isEqualTo("2026-05-10T16:00:00Z");
  }

  @Test
  void shouldMakeDaysOf23And25HoursWhereClocksChange() {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    assertThat(hours(CalendarSpan.dayOf(Instant.parse("2026-03-29T12:00:00Z"), zone)))
        .isEqualTo(23);
    assertThat(hours(CalendarSpan.dayOf(Instant.parse("2026-10-25T12:00:00Z"), zone)))
        .isEqualTo(25);
  }

  @Test
  void shouldBeginTheDayAfterMidnightWhereMidnightIsSkipped() {
    ZoneId zone = ZoneId.of("America/Santiago");
    var day = CalendarSpan.dayOf(Instant.parse("2026-09-06T12:00:00Z"), zone);
    assertThat(day.from()).isEqualTo("2026-09-06T04:00:00Z");
    assertThat(hours(day)).isEqualTo(23);
  }

  @Test
  void shouldHoldTheInstantWhereClocksArePutBackOverMidnight() {
    ZoneId zone = ZoneId.of("America/Goose_Bay");
    Instant midnight = Instant.parse("2010-11-07T03:00:00Z");
    for (int minutes = -60; minutes <= 120; minutes++) {
      Instant at = midnight.plus(Duration.ofMinutes(minutes));
      CalendarSpan day = CalendarSpan.dayOf(at, zone);
      assertThat(at).isAfterOrEqualTo(day.from()).isBefore(day.to());
      assertThat(day.from()).isEqualTo(minutes < 0 ? midnight.minusSeconds(86_400) : midnight);
    }
  }

  @Test
  void shouldKeepTheTwoHoursOfAFoldApart() {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    var first = CalendarSpan.hourOf(Instant.parse("2026-10-25T00:30:00Z"), zone);
    var second = CalendarSpan.hourOf(Instant.parse("2026-10-25T01:30:00Z"), zone);
    assertThat(first.to()).isEqualTo(second.from());
    assertThat(hours(first)).isEqualTo(1);
    assertThat(hours(second)).isEqualTo(1);
  }

  @Test
  void shouldCountHoursOfZonesThatAreHalfAnHourOff() {
    var hour =
        CalendarSpan.hourOf(Instant.parse("2026-05-10T10:15:00Z"), ZoneId.of("Asia/Kolkata"));
    assertThat(hour.from()).isEqualTo("2026-05-10T09:30:00Z");
    assertThat(hour.to()).isEqualTo("2026-05-10T10:30:00Z");
  }

  @Test
  void shouldNeverOverlapNorLeaveGapsAroundHalfHourChanges() {
    ZoneId zone = ZoneId.of("Australia/Lord_Howe");
    for (String date : new String[] {"2026-04-04T12:00:00Z", "2026-10-03T12:00:00Z"}) {
      Instant at = Instant.parse(date);
      Instant end = at.plus(Duration.ofHours(8));
      CalendarSpan last = CalendarSpan.hourOf(at, zone);
      while (last.to().isBefore(end)) {
        CalendarSpan next = CalendarSpan.hourOf(last.to(), zone);
        assertThat(next.from()).isEqualTo(last.to());
        assertThat(CalendarSpan.hourOf(next.to().minusSeconds(1), zone)).isEqualTo(next);
        last = next;
      }
    }
  }
}
