package io.efollowup.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.telemetry.TelemetryMessage;
import io.efollowup.telemetry.TelemetryReader;
import io.efollowup.telemetry.TelemetryVerdict;
import io.efollowup.telemetry.TelemetryWriter;
import io.efollowup.telemetry.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulatedPatientTest {
  private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

  @Test
  void shouldBeTheSameWheneverItIsAsked() {
    SimulatedPatient patient =
        new SimulatedPatient(3, Profile.CLINIC.get(1), ZoneId.of("Asia/Shanghai"));
    Instant at = patient.nextReading(START);

    assertThat(patient.readingAt(at)).isEqualTo(patient.readingAt(at));
    assertThat(patient.nextReading(at)).isEqualTo(at);
    assertThat(patient.nextReading(at.plusSeconds(1))).isEqualTo(at.plusSeconds(180));
    assertThat(patient.events(START, START.plus(Duration.ofDays(2))))
        .isEqualTo(patient.events(START, START.plus(Duration.ofDays(2))))
        .isNotEmpty();
  }

  @Test
  void shouldPassTheHubsAdmissionWithoutARefusal() {
    for (int i = 0; i < Profile.CLINIC.size(); i++) {
      SimulatedPatient patient =
          new SimulatedPatient(7 + i, Profile.CLINIC.get(i), ZoneId.of("Asia/Shanghai"));
      var events = patient.events(START, START.plus(Duration.ofDays(7)));
      var message =
          new TelemetryMessage(
              "w-1", SimulatedFile.readings(12, 1, START).get(i).readings(), events);

      TelemetryVerdict verdict =
          new TelemetryReader(Terms.standard(), bytes -> bytes)
              .read(TelemetryWriter.write(message));

      assertThat(verdict)
          .isInstanceOfSatisfying(
              TelemetryVerdict.Judged.class, judged -> assertThat(judged.refusals()).isEmpty());
    }
  }

  @Test
  void shouldShowADoctorEveryZoneInTwoWeeks() {
    Set<GlucoseZone> seen =
        SimulatedFile.readings(12, 14, START).stream()
            .flatMap(subject -> subject.readings().stream())
            .map(GlucoseReading::value)
            .map(GlucoseThresholds.STANDARD::zoneOf)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(GlucoseZone.class)));

    assertThat(seen).containsExactlyInAnyOrder(GlucoseZone.values());
  }
}
