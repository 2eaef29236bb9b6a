package io.efollowup.portal.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.portal.internal.view.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TicksTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void shouldMarkMidnightsWhereTheDaysReallyBeginAcrossAClockChange() {
    Instant from = LocalDate.of(2026, 10, 24).atStartOfDay(BERLIN).toInstant();
    Window window =
        new Window(Window.Length.D7, Optional.empty(), from, from.plus(Duration.ofDays(7)), false);

    List<Ticks.Tick> ticks = Ticks.of(window, BERLIN, Words.in(Locale.ENGLISH));

    assertThat(ticks).allMatch(Ticks.Tick::midnight).hasSize(7);
    assertThat(ticks.get(1).at()).isEqualTo(Instant.parse("2026-10-24T22:00:00Z"));
    assertThat(ticks.get(2).at()).isEqualTo(Instant.parse("2026-10-25T23:00:00Z"));
    assertThat(ticks.get(2).label()).isEqualTo("26 Oct");
  }

  @Test
  void shouldMarkEveryThirdHourOfADayWithTheDateAtMidnight() {
    Instant from = Instant.parse("2026-11-20T10:00:00Z");
    Window window =
        new Window(Window.Length.H24, Optional.empty(), from, from.plus(Duration.ofDays(1)), false);

    List<Ticks.Tick> ticks = Ticks.of(window, BERLIN, Words.in(Locale.CHINESE));

    assertThat(ticks)
        .extracting(Ticks.Tick::label)
        .containsExactly("12:00", "15:00", "18:00", "21:00", "11月21日", "03:00", "06:00", "09:00");
  }
}
