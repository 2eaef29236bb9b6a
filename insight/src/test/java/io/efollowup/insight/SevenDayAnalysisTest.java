package io.efollowup.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.MetricKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SevenDayAnalysisTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final LocalDate MONDAY = LocalDate.of(2026, 5, 11);

  @Test
  void shouldAnalyseAWeekOfThreeMinuteReadings() {
    GlucoseTrace trace =
        readings(SHANGHAI, 7 * 480, 3, i -> 6.5 + 2.5 * Math.sin(i / 480.0 * 2 * Math.PI));
    SevenDayAnalysis analysis = analyse(trace, List.of(), SHANGHAI, 7);

    assertThat(analysis.intervalMinutes()).isEqualTo(3);
    assertThat(analysis.daily()).hasSize(7);
    assertThat(analysis.daily()).allSatisfy(day -> assertThat(day.curve()).hasSize(1));
    assertThat(analysis.daily().getFirst().figures().readings()).isEqualTo(480);
    assertThat(analysis.daily().getFirst().figures().coveragePercent()).hasValue(100);
    assertThat(analysis.shares().percent(GlucoseZone.TARGET)).isEqualTo(100);
    assertThat(analysis.metrics().value(MetricKey.MEAN).orElseThrow())
        .isCloseTo(6.5 * 18.01559, within(1e-6));
    assertThat(analysis.profile().rows()).hasSize(480);
    assertThat(analysis.sufficiency().level()).isEqualTo(Sufficiency.Level.ENOUGH);
    assertThat(analysis.sufficiency().sensorDays()).isEqualTo(7);
    assertThat(analysis.stretches()).isEmpty();
    assertThat(analysis.worstMoments()).isEmpty();
  }

  @Test
  void shouldCutTheCurveAtGapsAndNotBefore() {
    GlucoseTrace trace = at(0, 5, 10, 22, 27, 40, 45);
    List<CurveSegment> curve =
        analyse(trace, List.of(), ZoneOffset.UTC, 1).daily().getFirst().curve();
    // The usual interval is 5 minutes: 12 minutes are joined, 13 are not.
    assertThat(curve).extracting(segment -> segment.points().size()).containsExactly(5, 2);
  }

  @Test
  void shouldListStretchesOfFifteenMinutesWithTheirExtreme() {
    double[] values = {100, 65, 60, 52, 66, 100, 66, 100, 100, 100, 100, 60, 65, 100, 100};
    GlucoseTrace trace = mgdl(values);
    List<Stretch> stretches = analyse(trace, List.of(), ZoneOffset.UTC, 1).stretches();
    assertThat(stretches).hasSize(1);
    Stretch low = stretches.getFirst();
    assertThat(low.side()).isEqualTo(Stretch.Side.LOW);
    assertThat(low.from()).isEqualTo(trace.at(1));
    assertThat(low.duration()).isEqualTo(Duration.ofMinutes(30));
    assertThat(low.severe()).isTrue();
    assertThat(low.extreme()).isEqualTo(new GlucoseValue.Measured(Glucose.mgdl(52)));
  }

  @Test
  void shouldEndAStretchAtAGap() {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    long start = MONDAY.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    for (int minute : new int[] {5, 10, 15, 65, 70, 75, 80}) {
      builder.add(start + 60L * minute, new GlucoseValue.Measured(Glucose.mgdl(300)));
    }
    List<Stretch> stretches = analyse(builder.build(), List.of(), ZoneOffset.UTC, 1).stretches();
    assertThat(stretches).extracting(s -> s.duration().toMinutes()).containsExactly(15L, 20L);
  }

  @Test
  void shouldTakeALowReadingForTheWorstMomentBeforeAnyHighOne() {
    GlucoseTrace trace =
        new GlucoseTrace.Builder()
            .add(second(0), new GlucoseValue.Measured(Glucose.mmol(20)))
            .add(second(5), GlucoseValue.OutOfRange.LOW)
            .add(second(10), new GlucoseValue.Measured(Glucose.mmol(3.5)))
            .build();
    SevenDayAnalysis analysis = analyse(trace, List.of(), ZoneOffset.UTC, 1);
    assertThat(analysis.worstMoments())
        .extracting(CurvePoint::value)
        .containsExactly(GlucoseValue.OutOfRange.LOW);
  }

  @Test
  void shouldPutEventsIntoTheDayOfThePatientsZone() {
    CareEvent event =
        new CareEvent.Insulin(
            new UUID(1, 1),
            Instant.parse("2026-05-11T16:30:00Z"),
            ZoneOffset.ofHours(8),
            4,
            CareEvent.InsulinAction.RAPID);
    GlucoseTrace trace = readings(SHANGHAI, 960, 3, i -> 6);
    SevenDayAnalysis analysis = analyse(trace, List.of(event), SHANGHAI, 2);
    assertThat(analysis.daily().get(0).events()).isEmpty();
    assertThat(analysis.daily().get(1).events()).containsExactly(event);
  }

  @Test
  void shouldSayThatLittleOrSparseDataIsNotEnough() {
    assertThat(analyse(GlucoseTrace.EMPTY, List.of(), ZoneOffset.UTC, 7).sufficiency().level())
        .isEqualTo(Sufficiency.Level.NOTHING);
    assertThat(analyse(at(0), List.of(), ZoneOffset.UTC, 7).sufficiency().level())
        .isEqualTo(Sufficiency.Level.TOO_SHORT);
    GlucoseTrace sparse = readings(ZoneOffset.UTC, 2016, 5, i -> i % 288 < 100 ? 6 : Double.NaN);
    assertThat(analyse(sparse, List.of(), ZoneOffset.UTC, 7).sufficiency().level())
        .isEqualTo(Sufficiency.Level.SPARSE);
  }

  @Test
  void shouldNotCallTwoOfSevenDaysEnough() {
    GlucoseTrace twoDays = readings(ZoneOffset.UTC, 2 * 288, 5, i -> 6);
    SevenDayAnalysis analysis = analyse(twoDays, List.of(), ZoneOffset.UTC, 7);
    assertThat(analysis.sufficiency().level()).isEqualTo(Sufficiency.Level.SPARSE);
    assertThat(analysis.sufficiency().activePercent().orElseThrow())
        .isCloseTo(100 * 2 / 7.0, within(1e-9));
    assertThat(analysis.metrics().value(MetricKey.ACTIVE_PERCENT).orElseThrow()).isGreaterThan(99);
    assertThat(analysis.findings().talkingPoints())
        .hasAtLeastOneElementOfType(TalkingPoint.MissingReadings.class);
  }

  @Test
  void shouldPickTheLastSevenDaysThatEndWithData() {
    GlucoseTrace trace = readings(ZoneOffset.UTC, 10 * 288, 5, i -> 6);
    assertThat(SevenDayAnalysis.lastDaysOf(trace, ZoneOffset.UTC, 7))
        .hasValue(new DayRange(MONDAY.plusDays(3), 7));
    assertThat(SevenDayAnalysis.lastDaysOf(at(0), ZoneOffset.UTC, 7))
        .hasValue(new DayRange(MONDAY, 1));
    assertThat(SevenDayAnalysis.lastDaysOf(GlucoseTrace.EMPTY, ZoneOffset.UTC, 7)).isEmpty();
  }

  @Test
  void shouldNotDrawTheRepeatedHourOfAutumnBackwards() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    long start = Instant.parse("2026-10-24T22:00:00Z").getEpochSecond();
    for (int i = 0; i < 300; i++) {
      builder.add(start + 300L * i, new GlucoseValue.Measured(Glucose.mgdl(100)));
    }
    SevenDayAnalysis analysis =
        SevenDayAnalysis.of(
            builder.build(), List.of(), berlin, Targets.ADULT, LocalDate.of(2026, 10, 25), 1);
    assertThat(analysis.daily().getFirst().curve()).hasSize(2);
    assertThat(analysis.daily().getFirst().figures().coveragePercent()).hasValue(100);
  }

  private static SevenDayAnalysis analyse(
      GlucoseTrace trace, List<CareEvent> events, ZoneId zone, int days) {
    return SevenDayAnalysis.of(trace, events, zone, Targets.ADULT, MONDAY, days);
  }

  private static GlucoseTrace readings(
      ZoneId zone, int count, int minutes, IntToDoubleFunction mmol) {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    long start = MONDAY.atStartOfDay(zone).toEpochSecond();
    for (int i = 0; i < count; i++) {
      double value = mmol.applyAsDouble(i);
      if (!Double.isNaN(value)) {
        builder.add(start + 60L * minutes * i, new GlucoseValue.Measured(Glucose.mmol(value)));
      }
    }
    return builder.build();
  }

  private static GlucoseTrace mgdl(double... values) {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    for (int i = 0; i < values.length; i++) {
      builder.add(second(5L * i), new GlucoseValue.Measured(Glucose.mgdl(values[i])));
    }
    return builder.build();
  }

  private static GlucoseTrace at(long... minutes) {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    for (long minute : minutes) {
      builder.add(second(minute), new GlucoseValue.Measured(Glucose.mmol(6)));
    }
    return builder.build();
  }

  private static long second(long minutes) {
    return MONDAY.atStartOfDay(ZoneOffset.UTC).toEpochSecond() + 60 * minutes;
  }
}
