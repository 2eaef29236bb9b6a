package io.efollowup.glucose.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayGridTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void shouldBeginOneStepAfterMidnightAndEndAtMidnight() {
    DayGrid grid = DayGrid.of(Traces.mgdl(100, 110, 120), ZoneOffset.UTC).orElseThrow();
    assertThat(grid.secondOfDay(0)).isEqualTo(300);
    assertThat(grid.secondOfDay(grid.columns() - 1)).isEqualTo(86_400);
    assertThat(grid.value(0, 0)).isEqualTo(110);
    assertThat(grid.value(0, 1)).isEqualTo(120);
    assertThat(grid.value(0, 2)).isNaN();
  }

  @Test
  void shouldPutMidnightInTheRowThatItEnds() {
    GlucoseTrace trace = evenly("2000-01-01T23:50:00Z", 5, 100, 101, 102, 103);
    DayGrid grid = DayGrid.of(trace, ZoneOffset.UTC).orElseThrow();
    assertThat(grid.value(0, 287)).isEqualTo(102);
    assertThat(grid.value(1, 0)).isEqualTo(103);
    assertThat(grid.date(1)).isEqualTo(LocalDate.of(2000, 1, 2));
  }

  @Test
  void shouldBridgeFortyFiveMinutesButNotMore() {
    double nan = Double.NaN;
    GlucoseTrace bridged =
        Traces.mgdl(100, 100, 100, nan, nan, nan, nan, nan, nan, nan, nan, 190, 190);
    GlucoseTrace broken =
        Traces.mgdl(100, 100, 100, nan, nan, nan, nan, nan, nan, nan, nan, nan, 190, 190);
    assertThat(DayGrid.of(bridged, ZoneOffset.UTC).orElseThrow().value(0, 2)).isEqualTo(110);
    DayGrid grid = DayGrid.of(broken, ZoneOffset.UTC).orElseThrow();
    assertThat(grid.value(0, 1)).isEqualTo(100);
    assertThat(grid.value(0, 2)).isNaN();
    assertThat(grid.value(0, 10)).isNaN();
    assertThat(grid.value(0, 11)).isEqualTo(190);
  }

  @Test
  void shouldBridgeAnOutOfRangeReadingAsAMissingOneAndJudgeTheNearestPointsByIt() {
    long start = Traces.START.getEpochSecond();
    GlucoseTrace trace =
        new GlucoseTrace.Builder()
            .add(start + 200, new GlucoseValue.Measured(Glucose.mgdl(60)))
            .add(start + 500, GlucoseValue.OutOfRange.LOW)
            .add(start + 800, new GlucoseValue.Measured(Glucose.mgdl(66)))
            .build();
    DayGrid grid = DayGrid.of(trace, ZoneOffset.UTC).orElseThrow();
    assertThat(grid.value(0, 0)).isEqualTo(61);
    assertThat(grid.value(0, 1)).isEqualTo(64);
    assertThat(grid.judged(0)).isEqualTo(60);
    assertThat(grid.judged(1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(grid.judged(2)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,3", "5,5", "7,5", "13,15", "15,15", "19,20", "25,20", "30,30", "1500,20"})
  void shouldChooseAStepThatDividesADay(int minutes, int step) {
    GlucoseTrace trace = Traces.every(minutes, GlucoseUnit.MG_DL, 100, 101, 102, 103);
    assertThat(DayGrid.of(trace, ZoneOffset.UTC).orElseThrow().intervalMinutes()).isEqualTo(step);
  }

  @Test
  void shouldLeaveTheSkippedHourOfSpringEmpty() {
    GlucoseTrace trace = evenly("2026-03-28T23:00:00Z", 5, ramp(288));
    DayGrid grid = DayGrid.of(trace, BERLIN).orElseThrow();
    // 01:55 is the 23rd column; at 02:00 the clock jumps to 03:00.
    assertThat(grid.value(0, 22)).isEqualTo(100 + 23);
    assertThat(grid.value(0, 24)).isNaN();
    assertThat(grid.value(0, 35)).isEqualTo(100 + 24);
    assertThat(grid.value(0, 36)).isEqualTo(100 + 25);
  }

  @Test
  void shouldTakeTheFirstPassOfTheRepeatedHourOfAutumn() {
    GlucoseTrace trace = evenly("2026-10-24T22:00:00Z", 5, ramp(320));
    DayGrid grid = DayGrid.of(trace, BERLIN).orElseThrow();
    // 02:55 the first time is 35 steps after midnight, 03:00 is 48 steps after it.
    assertThat(grid.value(0, 34)).isEqualTo(100 + 35);
    assertThat(grid.value(0, 35)).isEqualTo(100 + 48);
    assertThat(grid.isSteadyBack(35, 1)).isFalse();
    assertThat(grid.isSteadyBack(36, 1)).isTrue();
  }

  @Test
  void shouldHaveNoGridForOneReadingOrForDecades() {
    assertThat(DayGrid.of(Traces.mgdl(100), ZoneOffset.UTC)).isEmpty();
    assertThat(DayGrid.of(evenly("1990-01-01T00:00:00Z", 10_000_000, 100, 101), ZoneOffset.UTC))
        .isEmpty();
  }

  private static double[] ramp(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = 100 + i;
    }
    return values;
  }

  private static GlucoseTrace evenly(String start, int minutes, double... values) {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    for (int i = 0; i < values.length; i++) {
      builder.add(
          Instant.parse(start).getEpochSecond() + 60L * minutes * i,
          new GlucoseValue.Measured(Glucose.mgdl(values[i])));
    }
    return builder.build();
  }
}
