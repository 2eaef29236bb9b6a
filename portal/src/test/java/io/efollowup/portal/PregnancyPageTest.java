package io.efollowup.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.portal.SyntheticClinic.Life;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import io.efollowup.record.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How the list and the alarms tell the glucose of somebody with the targets of pregnancy. */
class PregnancyPageTest {
  private static final Instant NOW = Instant.parse("2026-11-20T04:00:00Z");
  private static final Life RISING = new Life(130, 40, 5, 5, 3, 0, 3, 290, Duration.ofMinutes(2));

  private static RunningPortal portal;
  private static Browser browser;

  @BeforeAll
  static void start() {
    portal = new RunningPortal(InstantSource.fixed(NOW), 0);
    SyntheticClinic clinic = new SyntheticClinic(portal.record, OrganisationId.DEFAULT);
    add(clinic, "P-3V5YK8", TargetLimits.of(TargetGroup.PREGNANCY));
    add(clinic, "P-4T8WN1", TargetLimits.ADULT);
    clinic.account("doctor", Role.DOCTOR, "en", Optional.empty());
    browser = new Browser(portal);
    browser.signIn("doctor", SyntheticClinic.PASSWORD);
  }

  private static void add(SyntheticClinic clinic, String id, TargetLimits targets) {
    PatientId patient = clinic.patient(id, DiabetesType.TYPE_1, 1994, GlucoseUnit.MMOL_L, targets);
    clinic.live(patient, RISING, GlucoseUnit.MMOL_L, NOW, 4);
    clinic.alarm(patient, AlarmKind.URGENT_HIGH, NOW.minusSeconds(900), Optional.empty());
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void shouldTellAVeryHighAsHighInEveryPartOfTheRowAndKeepItUrgent() {
    String list = browser.get("/?show=all").body();
    String row = row(list, "P-3V5YK8");

    assertThat(row)
        .contains(
            "why why-high urgent", "above 7.8 for", "z-high", "s-high", "data-attention=\"true\"")
        .doesNotContain("very-high", "13.9", "Very high");
    assertThat(row(list, "P-4T8WN1")).contains("why why-very-high urgent", "above 13.9 for");
    assertThat(urgency(row)).isEqualTo(urgency(row(list, "P-4T8WN1")));
  }

  @Test
  void shouldNameAnUrgentAlarmByTheRangesThatAreToldApart() {
    String alarms = browser.get("/alarms").body();

    assertThat(alarm(alarms, "P-3V5YK8")).contains("a-high", "High, urgent");
    assertThat(alarm(alarms, "P-4T8WN1")).contains("a-very-high", "Very high");
  }

  private static String row(String list, String id) {
    int at = list.indexOf("data-search=\"" + id + "\"");
    return list.substring(list.lastIndexOf("<tr", at), list.indexOf("</tr>", at));
  }

  private static String alarm(String alarms, String id) {
    int at = alarms.indexOf(">" + id + "<");
    return alarms.substring(alarms.lastIndexOf("<li", at), alarms.indexOf("</li>", at));
  }

  private static long urgency(String row) {
    return Long.parseLong(row.replaceAll("(?s).*data-rank=\"(\\d+)\".*", "$1")) / 1_000;
  }
}
