package io.efollowup.portal.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.insight.Targets;
import io.efollowup.record.Alarm;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.StoredReading;
import io.efollowup.record.Summary;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AttentionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T04:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Patient PATIENT = patient(TargetGroup.ADULT);
  private static final Patient PREGNANT = patient(TargetGroup.PREGNANCY);
  private static final Patient GESTATIONAL = patient(TargetGroup.GESTATIONAL);

  @Test
  void shouldPutPresentLowFirstAndSaySinceWhen() {
    Reason reason = Attention.of(ending(Duration.ZERO, 5.0, 3.8, 3.5, 2.9), NOW);

    assertThat(reason).isEqualTo(new Reason.VeryLowNow(NOW.minusSeconds(600)));
    assertThat(say(reason, Locale.ENGLISH)).isEqualTo("below 3.0 since 11:50");
    assertThat(say(reason, Locale.CHINESE)).isEqualTo("11:50 起低于 3.0");
  }

  @Test
  void shouldNotCallAStaleLowPresent() {
    Reason reason = Attention.of(ending(Duration.ofMinutes(45), 5.0, 3.8, 2.9), NOW);

    assertThat(reason).isEqualTo(new Reason.NoData(Duration.ofMinutes(45)));
  }

  @Test
  void shouldTellHowLongGlucoseIsVeryHigh() {
    double[] values = new double[40];
    java.util.Arrays.fill(values, 15.2);
    Reason reason = Attention.of(ending(Duration.ZERO, values), NOW);

    assertThat(reason).isEqualTo(new Reason.VeryHighNow(Duration.ofMinutes(195)));
    assertThat(say(reason, Locale.ENGLISH)).isEqualTo("above 13.9 for 3 h");
  }

  @Test
  void shouldKeepAVeryHighOfAPregnancyUrgentAndTellItByItsTargets() {
    double[] values = new double[40];
    java.util.Arrays.fill(values, 9.0);
    values[39] = 15.2;

    Reason reason = Attention.of(ending(PREGNANT, Duration.ZERO, values), NOW);
    Reason other = Attention.of(ending(Duration.ZERO, values), NOW);

    assertThat(reason).isEqualTo(new Reason.UrgentlyHighNow(Duration.ofMinutes(195)));
    assertThat(reason.urgent()).isTrue();
    assertThat(reason.urgency()).isEqualTo(other.urgency());
    assertThat(say(PREGNANT, reason, Locale.ENGLISH)).isEqualTo("above 7.8 for 3 h");
    assertThat(say(PREGNANT, reason, Locale.CHINESE)).isEqualTo("高于 7.8 已 3 小时");
  }

  @Test
  void shouldKeepASensorsHighOfAPregnancyUrgent() {
    Overview before = ending(PREGNANT, Duration.ofMinutes(5), 7.0, 7.2);
    GlucoseReading high =
        new GlucoseReading(
            NOW, ZoneOffset.UTC, GlucoseValue.OutOfRange.HIGH, OptionalDouble.empty());
    Overview overview =
        new Overview(
            PREGNANT,
            Optional.of(new StoredReading("s", high, NOW)),
            before.lastDay(),
            List.of(),
            List.of(),
            List.of());

    assertThat(Attention.of(overview, NOW)).isInstanceOf(Reason.UrgentlyHighNow.class);
  }

  @Test
  void shouldCallHighInPregnancyWhatIsInRangeForOthers() {
    double[] values = new double[40];
    java.util.Arrays.fill(values, 9.0);

    assertThat(Attention.of(ending(PREGNANT, Duration.ZERO, values), NOW))
        .isEqualTo(new Reason.HighForLong(Duration.ofMinutes(195)));
    assertThat(Attention.of(ending(Duration.ZERO, values), NOW)).isEqualTo(new Reason.Steady());
  }

  @Test
  void shouldJudgeVariationOnlyWhereTheTargetsHaveAGoal() {
    // Half the readings at 80 mg/dL, half at 180: a coefficient of variation of 38 %.
    List<Summary> days = List.of(day(PATIENT, 100, 100 * 130, 50 * (6_400 + 32_400), 0, 200));

    assertThat(Attention.of(with(PATIENT, days), NOW)).isInstanceOf(Reason.Unsteady.class);
    assertThat(Attention.of(with(PREGNANT, days), NOW)).isEqualTo(new Reason.Steady());
  }

  @Test
  void shouldLookAtLowsAlsoWhereNobodyAgreedOnAGoal() {
    List<Summary> days = List.of(day(PATIENT, 100, 100 * 100, 100 * 10_100, 9, 191));

    assertThat(Attention.of(with(GESTATIONAL, days), NOW)).isEqualTo(new Reason.OftenLow(4.5));
    assertThat(Attention.of(with(PREGNANT, days), NOW)).isEqualTo(new Reason.OftenLow(4.5));
  }

  @Test
  void shouldCountVeryHighAsHighWhereTheTargetsDoNotTellThemApart() {
    List<Summary> days =
        List.of(
            new Summary(
                PATIENT.id(), Summary.Span.DAY, NOW, 0, 0, 0, 0, 0, List.of(0, 0, 60, 20, 20)));

    assertThat(Shares.of(days, Targets.ADULT).ranges().count(GlucoseZone.VERY_HIGH)).isEqualTo(20);
    assertThat(Shares.of(days, Targets.PREGNANCY).ranges().count(GlucoseZone.VERY_HIGH)).isZero();
    assertThat(Shares.of(days, Targets.PREGNANCY).ranges().count(GlucoseZone.HIGH)).isEqualTo(40);
  }

  @Test
  void shouldLeaveAShortHighAlone() {
    assertThat(Attention.of(ending(Duration.ZERO, 9.0, 10.5, 11.0), NOW))
        .isEqualTo(new Reason.Steady());
  }

  @Test
  void shouldTreatTenMillimolesAsInTarget() {
    double[] values = new double[60];
    java.util.Arrays.fill(values, 10.0);
    assertThat(Attention.of(ending(Duration.ZERO, values), NOW)).isEqualTo(new Reason.Steady());
  }

  @Test
  void shouldFindNightsWithLows() {
    Overview calm = ending(Duration.ZERO, 6, 6, 6);
    List<Summary> hours =
        List.of(
            low("2026-11-18T18:00:00Z"), low("2026-11-19T19:00:00Z"), low("2026-11-19T08:00:00Z"));
    Overview overview =
        new Overview(PATIENT, calm.latest(), calm.lastDay(), List.of(), hours, List.of());

    Reason reason = Attention.of(overview, NOW);

    assertThat(reason).isEqualTo(new Reason.LowNights(2, 2, 4));
    assertThat(say(reason, Locale.ENGLISH)).isEqualTo("low 02:00–04:00, 2 of 7 nights");
  }

  @Test
  void shouldWaitForAFirstReadingAndForgetASensorTakenOff() {
    Overview none =
        new Overview(
            PATIENT, Optional.empty(), GlucoseTrace.EMPTY, List.of(), List.of(), List.of());

    assertThat(Attention.of(none, NOW)).isEqualTo(new Reason.NoDataYet());
    assertThat(Attention.of(ending(Duration.ofDays(3), 6, 6), NOW))
        .isInstanceOf(Reason.NotWorn.class);
  }

  @Test
  void shouldRankAlarmsAsTheListRanksWhatTheyAreAbout() {
    List<Alarm> alarms = new ArrayList<>();
    for (AlarmKind kind : AlarmKind.values()) {
      alarms.add(alarm(kind, NOW));
      alarms.add(alarm(kind, NOW.minusSeconds(60)));
    }
    alarms.sort(Alarm.NEWEST_FIRST);
    alarms.sort(Attention.MOST_URGENT_FIRST);

    assertThat(alarms.stream().map(Alarm::kind).distinct())
        .containsExactly(
            AlarmKind.URGENT_LOW,
            AlarmKind.LOW,
            AlarmKind.URGENT_HIGH,
            AlarmKind.SIGNAL_LOSS,
            AlarmKind.HIGH,
            AlarmKind.DEVICE_CLOCK_WRONG);
    assertThat(alarms.get(0).since()).isEqualTo(NOW);
    assertThat(alarms.get(1).since()).isEqualTo(NOW.minusSeconds(60));
  }

  private static Alarm alarm(AlarmKind kind, Instant since) {
    return new Alarm(
        PATIENT.id(),
        kind,
        since,
        since,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String say(Reason reason, Locale language) {
    return say(PATIENT, reason, language);
  }

  private static String say(Patient patient, Reason reason, Locale language) {
    return ReasonText.of(reason, patient, GlucoseUnit.MMOL_L, NOW, Words.in(language));
  }

  private static Patient patient(TargetGroup group) {
    return new Patient(
        new PatientId("P-7K3F"),
        DiabetesType.TYPE_1,
        OptionalInt.of(1972),
        ZONE,
        GlucoseUnit.MMOL_L,
        TargetLimits.of(group),
        NOW);
  }

  private static Summary day(
      Patient patient, int measured, double sum, double squares, int low, int inTarget) {
    return new Summary(
        patient.id(),
        Summary.Span.DAY,
        NOW,
        measured,
        sum,
        squares,
        60,
        200,
        List.of(0, low, inTarget, 0, 0));
  }

  private static Overview with(Patient patient, List<Summary> days) {
    Overview calm = ending(patient, Duration.ZERO, 6, 6, 6);
    return new Overview(patient, calm.latest(), calm.lastDay(), days, List.of(), List.of());
  }

  private static Summary low(String hour) {
    return new Summary(
        PATIENT.id(),
        Summary.Span.HOUR,
        Instant.parse(hour),
        12,
        12 * 80,
        12 * 6_500,
        60,
        100,
        List.of(0, 3, 9, 0, 0));
  }

  /** Readings five minutes apart, the last one this old. */
  private static Overview ending(Duration age, double... mmol) {
    return ending(PATIENT, age, mmol);
  }

  private static Overview ending(Patient patient, Duration age, double... mmol) {
    List<GlucoseReading> readings = new ArrayList<>();
    for (int i = 0; i < mmol.length; i++) {
      Instant at = NOW.minus(age).minusSeconds(300L * (mmol.length - 1 - i));
      readings.add(
          new GlucoseReading(
              at,
              ZoneOffset.UTC,
              new GlucoseValue.Measured(Glucose.mmol(mmol[i])),
              OptionalDouble.empty()));
    }
    return new Overview(
        patient,
        Optional.of(new StoredReading("s", readings.getLast(), NOW)),
        GlucoseTrace.of(readings),
        List.of(),
        List.of(),
        List.of());
  }
}
