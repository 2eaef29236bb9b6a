package io.efollowup.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.portal.SyntheticClinic.Life;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import io.efollowup.record.Role;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SevenDayPageTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/v1/patients/P-REPORT1/reports/seven-day";

  private static RunningPortal portal;
  private static Browser doctor;
  private static String ref;

  @BeforeAll
  static void start() throws IOException {
    portal = new RunningPortal(new SteeredClock(NOW), 0);
    SyntheticClinic clinic = new SyntheticClinic(portal.record, OrganisationId.DEFAULT);
    PatientId patient = clinic.patient("P-REPORT1", DiabetesType.TYPE_1, 1990, GlucoseUnit.MMOL_L);
    clinic.live(
        patient,
        new Life(120, 44, 6, 5, 20, 62, 2, 110, Duration.ofMinutes(2)),
        GlucoseUnit.MMOL_L,
        NOW,
        1);
    clinic.events(patient, NOW, 14);
    clinic.patient("P-REPORT2", DiabetesType.TYPE_2, 1970, GlucoseUnit.MMOL_L);
    clinic.account("doctor", Role.DOCTOR, "en", Optional.empty());
    doctor = new Browser(portal);
    doctor.signIn("doctor", SyntheticClinic.PASSWORD);
    ref = ref("P-REPORT1");
  }

  private static String ref(String id) throws IOException {
    for (JsonNode patient : JSON.readTree(doctor.get("/api/v1/patients").body())) {
      if (patient.path("id").asText().equals(id)) {
        return patient.path("ref").asText();
      }
    }
    throw new AssertionError("no such patient");
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void shouldLeadFromThePatientToTheReportAndToItsFiles() {
    String patient = doctor.get("/patients/" + ref).body();
    assertThat(patient).contains("/patients/" + ref + "/reports/seven-day");
    String report = doctor.get("/patients/" + ref + "/reports/seven-day").body();
    assertThat(report)
        .contains("/patients/" + ref + "/report.pdf?from=2026-11-14&amp;to=2026-11-20")
        .contains("/api/v1/patients/" + ref + "/reports/seven-day?from=2026-11-14");
  }

  @Test
  void shouldShowEverySectionInBothLanguages() {
    String english = doctor.get("/patients/" + ref + "/reports/seven-day").body();
    for (String id :
        new String[] {
          "talk",
          "ranges",
          "figures",
          "profile",
          "days",
          "blocks",
          "nights",
          "stretches",
          "meals",
          "foods",
          "effects",
          "risk"
        }) {
      assertThat(english).contains("id=\"" + id + "\"");
    }
    assertThat(english).contains("Cooked rice");
    doctor.cookies.put("__Host-efollowup-language", "zh");
    String chinese = doctor.get("/patients/" + ref + "/reports/seven-day").body();
    doctor.cookies.remove("__Host-efollowup-language");
    assertThat(chinese).contains("就诊时可以谈谈").contains("米饭").doesNotContain("Cooked rice");
  }

  @Test
  void shouldGiveTheSameNumbersAsPageAndAsJson() throws IOException {
    JsonNode report = JSON.readTree(doctor.get(API).body());
    assertThat(report.path("schema").asText()).isEqualTo("efollowup.report/1");
    JsonNode analysis = report.path("analysis");
    assertThat(analysis.path("period").path("firstDay").asText()).isEqualTo("2026-11-14");
    assertThat(analysis.path("daily")).hasSize(7);
    double gmi = analysis.path("metrics").path("gmi").asDouble();
    assertThat(gmi).isBetween(4.0, 12.0);
    String page = doctor.get("/patients/" + ref + "/reports/seven-day").body();
    assertThat(page).contains(">%.1f<small>%%".formatted(gmi));
    JsonNode charts =
        JSON.readTree(doctor.get("/patients/" + ref + "/reports/seven-day/charts").body());
    assertThat(charts.path("days")).hasSize(7);
    assertThat(charts.path("days").get(1).path("points").size())
        .isGreaterThanOrEqualTo(
            analysis.path("daily").get(1).path("figures").path("readings").asInt());
  }

  @Test
  void shouldReportOnTheDaysAskedFor() throws IOException {
    JsonNode report = JSON.readTree(doctor.get(API + "?from=2026-11-10&to=2026-11-12").body());
    assertThat(report.path("analysis").path("period").path("days").asInt()).isEqualTo(3);
    JsonNode byTimes =
        JSON.readTree(
            doctor.get(API + "?from=2026-11-09T20:00:00Z&to=2026-11-12T08:00:00%2B08:00").body());
    assertThat(byTimes.path("analysis").path("period"))
        .isEqualTo(report.path("analysis").path("period"));
  }

  @Test
  void shouldSayWhatIsWrongWithTheDays() {
    for (String query :
        new String[] {
          "from=2026-11-10",
          "from=tomorrow&to=2026-11-12",
          "from=2026-11-12&to=2026-11-10",
          "from=2026-10-01&to=2026-11-10"
        }) {
      assertThat(doctor.get(API + "?" + query).statusCode()).as(query).isEqualTo(400);
    }
  }

  @Test
  void shouldSayThatThereIsNothingToReportOn() throws IOException {
    String empty = ref("P-REPORT2");
    assertThat(doctor.get("/patients/" + empty + "/reports/seven-day").body())
        .contains("There are no readings to report on");
    assertThat(doctor.get("/patients/" + empty + "/report.pdf").statusCode()).isEqualTo(404);
    assertThat(doctor.get("/api/v1/patients/P-REPORT2/reports/seven-day").statusCode())
        .isEqualTo(404);
  }

  @Test
  void shouldOfferTheLongerReportsToo() throws IOException {
    String page = doctor.get("/patients/" + ref + "/reports/seven-day").body();
    assertThat(page).contains("/reports/agp.pdf").contains("/reports/ninety-day.pdf");
    JsonNode profile =
        JSON.readTree(
            doctor
                .get("/api/v1/patients/P-REPORT1/reports/agp?from=2026-11-01&to=2026-11-20")
                .body());
    assertThat(profile.path("kind").asText()).isEqualTo("agp");
    assertThat(profile.path("days").asInt()).isEqualTo(20);
    assertThat(
            doctor
                .get("/api/v1/patients/P-REPORT1/reports/ninety-day?from=2026-11-10&to=2026-11-12")
                .statusCode())
        .isEqualTo(400);
    assertThat(doctor.get("/api/v1/patients/P-REPORT2/reports/agp").statusCode()).isEqualTo(404);
  }
}
