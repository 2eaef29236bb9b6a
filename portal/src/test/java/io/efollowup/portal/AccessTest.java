package io.efollowup.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.portal.SyntheticClinic.Life;
import io.efollowup.record.Alarm;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import io.efollowup.record.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AccessTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final OrganisationId OTHER = new OrganisationId("other-clinic");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PATIENT_ROUTES =
      List.of(
          "/patients/{p}",
          "/patients/{p}/side",
          "/patients/{p}/curve",
          "/patients/{p}/percentiles",
          "/patients/{p}/programme",
          "/patients/{p}/profile",
          "/patients/{p}/report.pdf",
          "/patients/{p}/reports/seven-day",
          "/patients/{p}/reports/seven-day/charts",
          "/api/v1/patients/{p}/reports/seven-day",
          "/patients/{p}/reports/agp.pdf",
          "/patients/{p}/reports/ninety-day.pdf",
          "/api/v1/patients/{p}/reports/agp",
          "/api/v1/patients/{p}/reports/ninety-day",
          "/api/v1/patients/{p}/readings",
          "/api/v1/patients/{p}/metrics",
          "/api/v1/patients/{p}/alarms");

  private static final Map<String, Browser> SIGNED_IN = new HashMap<>();

  private static RunningPortal portal;
  private static PatientId mine;
  private static PatientId theirs;

  @BeforeAll
  static void start() {
    portal = new RunningPortal(new SteeredClock(NOW), 0);
    SyntheticClinic here = new SyntheticClinic(portal.record, OrganisationId.DEFAULT);
    mine = here.patient("P-MINE01", DiabetesType.TYPE_1, 1990, GlucoseUnit.MMOL_L);
    PatientId second = here.patient("P-MINE02", DiabetesType.TYPE_2, 1960, GlucoseUnit.MMOL_L);
    here.live(mine, Life.calm(15), GlucoseUnit.MMOL_L, NOW, 1);
    here.live(second, Life.calm(1), GlucoseUnit.MMOL_L, NOW, 2);
    here.alarm(mine, AlarmKind.URGENT_LOW, NOW.minusSeconds(600), Optional.empty());
    for (Role role : Role.values()) {
      here.account(name(role), role, "en", Optional.of(mine));
    }
    here.account("second-patient", Role.PATIENT, "en", Optional.of(second));
    SyntheticClinic there = new SyntheticClinic(portal.record, OTHER);
    theirs = there.patient("P-THEIRS1", DiabetesType.TYPE_1, 1980, GlucoseUnit.MG_DL);
    there.live(theirs, Life.calm(2), GlucoseUnit.MG_DL, NOW, 3);
    there.alarm(theirs, AlarmKind.URGENT_LOW, NOW.minusSeconds(600), Optional.empty());
    there.account("their-doctor", Role.DOCTOR, "zh", Optional.empty());
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  static List<String> patientRoutes() {
    return PATIENT_ROUTES;
  }

  @ParameterizedTest
  @MethodSource("patientRoutes")
  void shouldShowADoctorTheirOwnPatientsOnly(String route) {
    Browser doctor = signedIn(name(Role.DOCTOR));

    assertThat(doctor.get(route.replace("{p}", ref(doctor, mine))).statusCode()).isEqualTo(200);
    String foreignRef = ref(signedIn("their-doctor"), theirs);
    assertThat(doctor.get(route.replace("{p}", foreignRef)).statusCode()).isEqualTo(404);
    assertThat(doctor.get(route.replace("{p}", theirs.value())).statusCode()).isEqualTo(404);
    assertThat(doctor.get(route.replace("{p}", "P-NOBODY1")).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @MethodSource("patientRoutes")
  void shouldShowNobodyWithoutSessionAnything(String route) {
    HttpResponse<String> answer =
        new Browser(portal).get(route.replace("{p}", ref(signedIn(name(Role.DOCTOR)), mine)));

    assertThat(answer.statusCode()).isIn(303, 401);
    assertThat(answer.body()).doesNotContain("P-MINE", "glucose\":");
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"OPERATOR", "SECURITY_OFFICER", "FOLLOWER", "ANALYST"})
  void shouldShowNoClinicalDataToRolesWithoutIt(Role role) {
    Browser browser = signedIn(name(role));
    String ref = ref(signedIn(name(Role.DOCTOR)), mine);

    for (String route : PATIENT_ROUTES) {
      assertThat(browser.get(route.replace("{p}", ref)).statusCode()).isEqualTo(403);
    }
    for (String route : List.of("/", "/alarms", "/fragments/patients", "/api/v1/patients")) {
      HttpResponse<String> answer = browser.get(route);
      assertThat(answer.statusCode()).as(route).isEqualTo(403);
      assertThat(answer.body()).doesNotContain("P-MINE");
    }
    assertThat(browser.get("/live").statusCode()).isEqualTo(204);
  }

  @Test
  void shouldShowPatientsTheirOwnRecordOnly() {
    Browser patient = signedIn(name(Role.PATIENT));
    Browser doctor = signedIn(name(Role.DOCTOR));
    String second = ref(doctor, new PatientId("P-MINE02"));

    assertThat(patient.get("/").headers().firstValue("location"))
        .contains("/patients/" + ref(doctor, mine));
    assertThat(patient.get("/patients/" + ref(doctor, mine)).statusCode()).isEqualTo(200);
    for (String route : PATIENT_ROUTES) {
      assertThat(patient.get(route.replace("{p}", second)).statusCode()).isEqualTo(404);
    }
    assertThat(ids(patient)).containsExactly("P-MINE01");
    assertThat(patient.get("/fragments/patients?ref=" + second).body()).doesNotContain("P-MINE");
    assertThat(patient.get("/alarms").statusCode()).isEqualTo(403);
  }

  @Test
  void shouldListOnlyTheOrganisationsPatients() {
    assertThat(ids(signedIn(name(Role.NURSE)))).containsExactly("P-MINE01", "P-MINE02");
    assertThat(ids(signedIn("their-doctor"))).containsExactly("P-THEIRS1");
    assertThat(signedIn("their-doctor").get("/").body()).doesNotContain("P-MINE");
    assertThat(signedIn("their-doctor").get("/alarms").body()).doesNotContain("P-MINE");
  }

  @Test
  void shouldAcceptThePseudonymInTheApiButNotInPageAddresses() {
    Browser doctor = signedIn(name(Role.DOCTOR));

    assertThat(doctor.get("/api/v1/patients/P-MINE01/readings").statusCode()).isEqualTo(200);
    assertThat(doctor.get("/patients/P-MINE01").statusCode()).isEqualTo(404);
    assertThat(doctor.get("/").body()).doesNotContain("/patients/P-");
  }

  @Test
  void shouldLetTheCareTeamTakeNoteOfAnAlarmOnce() {
    Browser nurse = signedIn(name(Role.NURSE));
    String ref = ref(nurse, mine);
    String form =
        "kind=URGENT_LOW&since=" + NOW.minusSeconds(600).toEpochMilli() + "&_csrf=" + token(nurse);
    String path = "/patients/" + ref + "/alarms/acknowledge";

    assertThat(nurse.post(path, form.replace("&_csrf=", "&_x=")).statusCode()).isEqualTo(403);
    assertThat(signedIn("their-doctor").post(path, form).statusCode()).isIn(403, 404);
    Browser patient = signedIn(name(Role.PATIENT));
    String theirForm = form.substring(0, form.indexOf("&_csrf")) + "&_csrf=" + token(patient);
    assertThat(patient.post(path, theirForm).statusCode()).isEqualTo(403);
    assertThat(alarm().acknowledgedAt()).isEmpty();

    assertThat(nurse.post(path, form).statusCode()).isEqualTo(303);
    assertThat(alarm().acknowledgedBy()).contains(name(Role.NURSE));
    Browser doctor = signedIn(name(Role.DOCTOR));
    String again = form.substring(0, form.indexOf("&_csrf")) + "&_csrf=" + token(doctor);
    assertThat(doctor.post(path, again).statusCode()).isEqualTo(303);
    assertThat(alarm().acknowledgedBy()).contains(name(Role.NURSE));
    assertThat(portal.record.in(OrganisationId.DEFAULT).audit(50))
        .anyMatch(entry -> entry.action().equals("alarm.acknowledge"));
  }

  @Test
  void shouldWriteDownWhoSawWhom() {
    Browser doctor = signedInAnew(name(Role.DOCTOR));
    doctor.get("/patients/" + ref(doctor, mine));

    assertThat(portal.record.in(OrganisationId.DEFAULT).audit(100))
        .anyMatch(
            entry ->
                entry.action().equals("patient.view")
                    && entry.actor().equals(name(Role.DOCTOR))
                    && entry.patient().equals(Optional.of(mine)));
  }

  private static Alarm alarm() {
    return portal.record.in(OrganisationId.DEFAULT).activeAlarms().getFirst();
  }

  private static String name(Role role) {
    return role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** Signs in once; comparing a password takes long on purpose. */
  private static Browser signedIn(String name) {
    return SIGNED_IN.computeIfAbsent(name, AccessTest::signedInAnew);
  }

  private static Browser signedInAnew(String name) {
    Browser browser = new Browser(portal);
    assertThat(browser.signInAsProgram(name, SyntheticClinic.PASSWORD).statusCode()).isEqualTo(204);
    return browser;
  }

  private static String token(Browser browser) {
    HttpResponse<String> page = browser.get("/");
    if (page.statusCode() == 303) {
      page = browser.get(page.headers().firstValue("location").orElseThrow());
    }
    return Browser.tokenIn(page.body());
  }

  private static TreeSet<String> ids(Browser browser) {
    TreeSet<String> ids = new TreeSet<>();
    list(browser).forEach(patient -> ids.add(patient.get("id").textValue()));
    return ids;
  }

  private static String ref(Browser browser, PatientId patient) {
    for (JsonNode listed : list(browser)) {
      if (listed.get("id").textValue().equals(patient.value())) {
        return listed.get("ref").textValue();
      }
    }
    throw new AssertionError("the patient is not listed");
  }

  private static JsonNode list(Browser browser) {
    try {
      return JSON.readTree(browser.get("/api/v1/patients").body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
