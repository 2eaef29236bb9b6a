package io.efollowup.portal.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
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
  private static final Patient PATIENT =
      new Patient(
          new PatientId("P-7K3F"),
          DiabetesType.TYPE_2,
          OptionalInt.of(1972),
          ZONE,
          GlucoseUnit.MMOL_L,
          GlucoseThresholds.STANDARD,
          NOW);

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

  private static String say(Reason reason, Locale language) {
    return ReasonText.of(reason, PATIENT, GlucoseUnit.MMOL_L, NOW, Words.in(language));
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
        PATIENT,
        Optional.of(new StoredReading("s", readings.getLast(), NOW)),
        GlucoseTrace.of(readings),
        List.of(),
        List.of(),
        List.of());
  }
}
