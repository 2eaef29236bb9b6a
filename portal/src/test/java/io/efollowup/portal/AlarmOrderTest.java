package io.efollowup.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.portal.SyntheticClinic.Life;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import io.efollowup.record.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which alarm stands first: the most urgent one, however old. */
class AlarmOrderTest {
  private static final Instant NOW = Instant.parse("2026-11-20T04:00:00Z");

  @Test
  void shouldListActiveAlarmsByUrgencyThenNewestFirst() {
    try (RunningPortal portal = new RunningPortal(InstantSource.fixed(NOW), 0)) {
      SyntheticClinic clinic = new SyntheticClinic(portal.record, OrganisationId.DEFAULT);
      PatientId one = clinic.patient("P-1C6GS5", DiabetesType.TYPE_1, 1990, GlucoseUnit.MMOL_L);
      PatientId other = clinic.patient("P-2M9QX4", DiabetesType.TYPE_2, 1960, GlucoseUnit.MMOL_L);
      clinic.live(one, Life.calm(1), GlucoseUnit.MMOL_L, NOW, 1);
      active(clinic, other, AlarmKind.SIGNAL_LOSS, 60);
      active(clinic, one, AlarmKind.URGENT_LOW, 3_000);
      active(clinic, one, AlarmKind.HIGH, 120);
      active(clinic, other, AlarmKind.URGENT_HIGH, 600);
      active(clinic, other, AlarmKind.LOW, 1_200);
      active(clinic, one, AlarmKind.LOW, 900);
      clinic.alarm(one, AlarmKind.LOW, NOW.minusSeconds(40), Optional.of(NOW.minusSeconds(20)));
      clinic.account("doctor", Role.DOCTOR, "en", Optional.empty());
      Browser doctor = new Browser(portal);
      doctor.signIn("doctor", SyntheticClinic.PASSWORD);

      assertThat(kinds(doctor.get("/alarms").body()))
          .containsExactly(
              "URGENT_LOW 3000",
              "LOW 900",
              "LOW 1200",
              "URGENT_HIGH 600",
              "SIGNAL_LOSS 60",
              "HIGH 120");
      String href =
          doctor
              .get("/?show=all")
              .body()
              .replaceAll(
                  "(?s).*href=\"(/patients/[^\"?/]+)\"[^>]*><span class=\"pid\">P-1C6GS5.*", "$1");
      assertThat(kinds(doctor.get(href).body()))
          .containsExactly("URGENT_LOW 3000", "LOW 900", "HIGH 120", "LOW 40");
    }
  }

  private static void active(
      SyntheticClinic clinic, PatientId patient, AlarmKind kind, long secondsAgo) {
    clinic.alarm(patient, kind, NOW.minusSeconds(secondsAgo), Optional.empty());
  }

  private static List<String> kinds(String page) {
    return Pattern.compile("name=\"kind\" value=\"([A-Z_]+)\">\\s*<input[^>]*value=\"(\\d+)\"")
        .matcher(page)
        .results()
        .map(
            found ->
                found.group(1) + " " + (NOW.toEpochMilli() - Long.parseLong(found.group(2))) / 1000)
        .toList();
  }
}
