package io.efollowup.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.glucose.GoalMeasure;
import io.efollowup.record.AuditEntry;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.GoalEntry;
import io.efollowup.record.LaboratoryEntry;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.Role;
import io.efollowup.record.Signature;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgrammePageTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  private static RunningPortal portal;
  private static SyntheticClinic clinic;
  private static Browser doctor;

  @BeforeAll
  static void start() {
    portal = new RunningPortal(new SteeredClock(NOW), 0);
    clinic = new SyntheticClinic(portal.record, OrganisationId.DEFAULT);
    clinic.account("doctor", Role.DOCTOR, "en", Optional.empty());
    doctor = new Browser(portal);
    doctor.signIn("doctor", SyntheticClinic.PASSWORD);
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  private static PatientId patient(String id) {
    return clinic.patient(id, DiabetesType.TYPE_2, 1970, GlucoseUnit.MMOL_L);
  }

  private static OrganisationRecord here() {
    return portal.record.in(OrganisationId.DEFAULT);
  }

  private static String path(PatientId patient) {
    try {
      for (JsonNode one : new ObjectMapper().readTree(doctor.get("/api/v1/patients").body())) {
        if (one.path("id").asText().equals(patient.value())) {
          return "/patients/" + one.path("ref").asText() + "/programme";
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    throw new AssertionError("no such patient");
  }

  private static HttpResponse<String> post(Browser browser, String path, String... fields) {
    String page = browser.get("/").body();
    if (page.isEmpty()) {
      page = browser.get(path.substring(0, path.indexOf("/programme")) + "/programme").body();
    }
    StringBuilder form = new StringBuilder("_csrf=" + Browser.tokenIn(page));
    for (int i = 0; i < fields.length; i += 2) {
      form.append('&')
          .append(fields[i])
          .append('=')
          .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return browser.post(path, form.toString());
  }

  private static HttpResponse<String> enter(PatientId whose, String value, String unit, String at) {
    return post(
        doctor,
        path(whose) + "/laboratory",
        "value",
        value,
        "unit",
        unit,
        "date",
        at,
        "laboratory",
        "City <b>hospital</b>");
  }

  @Test
  void shouldEnterAValueInEitherUnitOnceAndShowItInBoth() {
    PatientId patient = patient("P-LAB001");
    assertThat(doctor.get(path(patient)).body()).contains("No value has been entered yet");

    assertThat(enter(patient, "7,1", "%", "2026-11-02").statusCode()).isEqualTo(303);
    HttpResponse<String> again = enter(patient, "7.1", "%", "2026-11-02");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("this value stands already");
    assertThat(enter(patient, "58", "mmol/mol", "2026-08-02").statusCode()).isEqualTo(303);

    List<LaboratoryEntry> values = here().laboratory(patient);
    assertThat(values).hasSize(2);
    assertThat(values.getLast().value().percent()).isEqualTo(7.1);
    assertThat(values.getLast().entered().by()).isEqualTo("doctor");
    assertThat(doctor.get(path(patient)).body())
        .contains("7.1\u202f%", "54\u202fmmol/mol", "58\u202fmmol/mol", "7.5\u202f%")
        .contains("City &lt;b&gt;hospital&lt;/b&gt;")
        .contains("2 Nov 2026");
    assertThat(here().audit(50))
        .anyMatch(
            entry ->
                entry.action().equals("laboratory.enter")
                    && entry.actor().equals("doctor")
                    && entry.patient().equals(Optional.of(patient)));
  }

  @ParameterizedTest
  @CsvSource({
    "54, %, 2026-11-02, lies between",
    "7.1, mmol/mol, 2026-11-02, lies between",
    "seven, %, 2026-11-02, lies between",
    "7.1, stones, 2026-11-02, lies between",
    "7.1, %, 2026-11-21, in the future",
    "7.1, %, soon, in the future"
  })
  void shouldSayWhyAValueIsNotTakenAndKeepWhatWasTyped(
      String value, String unit, String date, String why) {
    PatientId patient = patient("P-L%d".formatted(Math.abs((value + unit + date).hashCode())));

    HttpResponse<String> answer = enter(patient, value, unit, date);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("role=\"alert\"").contains(why).contains(value);
    assertThat(here().laboratory(patient)).isEmpty();
  }

  @Test
  void shouldKnowValuesAndGoalsThatCameInAFile() {
    PatientId id = patient("P-LAB003");
    Patient patient = here().patient(id).orElseThrow();
    var who = new Signature(NOW, "system");
    var value =
        LaboratoryEntry.of(
            patient,
            LocalDate.of(2026, 11, 2).atTime(8, 0).atZone(patient.zone()).toInstant(),
            GlycatedHaemoglobin.percent(7.1),
            "City <b>hospital</b>",
            who);
    var goal = GoalEntry.of(patient, GoalMeasure.TIME_IN_TARGET, 70, Optional.empty(), who);
    portal.record.write(
        tx -> {
          tx.putLaboratory(OrganisationId.DEFAULT, id, value);
          tx.putGoal(OrganisationId.DEFAULT, id, goal);
          return true;
        });

    enter(id, "7.1", "%", "2026-11-02");
    String[] typed = {"measure", "tir", "value", "70", "unit", "%", "by", ""};
    post(doctor, path(id) + "/goals", typed);

    assertThat(here().laboratory(id)).containsExactly(value);
    assertThat(here().goals(id)).extracting(GoalEntry::id).containsExactly(goal.id());
  }

  @Test
  void shouldKeepAWithdrawnValueAsWithdrawn() {
    PatientId patient = patient("P-LAB002");
    enter(patient, "9.9", "%", "2026-11-02");
    String id = here().laboratory(patient).getFirst().id().toString();

    String withdraw = path(patient) + "/laboratory/withdraw";
    assertThat(post(doctor, withdraw, "id", id).statusCode()).isEqualTo(303);
    assertThat(post(doctor, withdraw, "id", id).statusCode()).isEqualTo(404);

    assertThat(here().laboratory(patient).getFirst().withdrawn()).isPresent();
    assertThat(doctor.get(path(patient)).body()).contains("withdrawn by doctor");
  }

  @Test
  void shouldSetGoalsOfWhichTheNewestHolds() {
    PatientId patient = patient("P-GOAL01");
    String goals = path(patient) + "/goals";
    String[] first = {"measure", "tir", "value", "60", "unit", "%", "by", "2027-02-01"};
    assertThat(post(doctor, goals, first).statusCode()).isEqualTo(303);
    String[] second = {"measure", "tir", "value", "70", "unit", "%", "by", ""};
    assertThat(post(doctor, goals, second).statusCode()).isEqualTo(303);
    String[] a1c = {"measure", "hba1c", "value", "53", "unit", "mmol/mol", "by", ""};
    assertThat(post(doctor, goals, a1c).statusCode()).isEqualTo(303);
    String[] mean = {"measure", "mean", "value", "8.3", "unit", "mmol/L", "by", ""};
    assertThat(post(doctor, goals, mean).statusCode()).isEqualTo(303);

    List<GoalEntry> all = here().goals(patient);
    assertThat(all).hasSize(4);
    assertThat(all.stream().flatMap(goal -> goal.by().stream()))
        .containsExactly(LocalDate.of(2027, 2, 1));
    assertThat(GoalEntry.holding(all))
        .extracting(GoalEntry::measure)
        .containsExactlyInAnyOrder(GoalMeasure.TIME_IN_TARGET, GoalMeasure.HBA1C, GoalMeasure.MEAN);
    assertThat(doctor.get(path(patient)).body())
        .contains("7.0\u202f% (53\u202fmmol/mol)", "8.3\u202fmmol/L", "Earlier goals");
  }

  @ParameterizedTest
  @CsvSource({
    "tir, 170, %, '', from 0 to 100",
    "hba1c, 53, %, '', between 3 and 20",
    "hba1c, 9, mmol/mol, '', between 9.3 and 195",
    "mean, 8.3, %, '', in mmol/L or mg/dL",
    "sugar, 5, %, '', choose what",
    "tir, 70, %, 2026-11-19, in the past"
  })
  void shouldSayWhyAGoalIsNotTaken(
      String measure, String value, String unit, String by, String why) {
    PatientId patient = patient("P-G%d".formatted(Math.abs((measure + value + by).hashCode())));
    String[] fields = {"measure", measure, "value", value, "unit", unit, "by", by};

    HttpResponse<String> answer = post(doctor, path(patient) + "/goals", fields);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(why);
    assertThat(here().goals(patient)).isEmpty();
  }

  @Test
  void shouldLetPatientsSeeButNotEnter() {
    PatientId patient = patient("P-OWN001");
    enter(patient, "7.1", "%", "2026-11-02");
    clinic.account("own", Role.PATIENT, "zh", Optional.of(patient));
    Browser own = new Browser(portal);
    own.signIn("own", SyntheticClinic.PASSWORD);

    assertThat(own.get(path(patient)).body())
        .contains("化验的糖化血红蛋白", "7.1\u202f%")
        .doesNotContain("entry-form");
    String[] fields = {"value", "6.0", "unit", "%", "date", "2026-11-03"};
    assertThat(post(own, path(patient) + "/laboratory", fields).statusCode()).isEqualTo(403);
    assertThat(here().laboratory(patient)).hasSize(1);
    assertThat(here().audit(50)).extracting(AuditEntry::action).contains("keep_programme");
  }

  @Test
  void shouldRefuseForgedForms() {
    PatientId patient = patient("P-FORGE1");
    HttpResponse<String> answer =
        doctor.post(
            path(patient) + "/laboratory", "value=7.1&unit=%25&date=2026-11-02&_csrf=forged");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(here().laboratory(patient)).isEmpty();
  }
}
