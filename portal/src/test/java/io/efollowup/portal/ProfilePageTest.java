package io.efollowup.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseThresholds.Limits;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.portal.SyntheticClinic.Life;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.AuditEntry;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.PatientProfiles;
import io.efollowup.record.ProfileChange;
import io.efollowup.record.ProfileChange.OwnLimits;
import io.efollowup.record.Role;
import io.efollowup.record.Signature;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilePageTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final Pattern INPUT =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

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

  private static Patient stored(PatientId id) {
    return portal.record.in(OrganisationId.DEFAULT).patient(id).orElseThrow();
  }

  private static JsonNode listed(PatientId patient) {
    try {
      for (JsonNode one : new ObjectMapper().readTree(doctor.get("/api/v1/patients").body())) {
        if (one.path("id").asText().equals(patient.value())) {
          return one;
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    throw new AssertionError("no such patient");
  }

  private static String path(PatientId patient) {
    return "/patients/" + listed(patient).path("ref").asText() + "/profile";
  }

  /** The form as it is opened, to be filled in and sent. */
  private static Map<String, String> form(PatientId patient) {
    String page = doctor.get(path(patient)).body();
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher hidden = INPUT.matcher(page.substring(page.indexOf("id=\"profile\"")));
    while (hidden.find()) {
      fields.put(hidden.group(1), hidden.group(2));
    }
    for (String name : List.copyOf(fields.keySet())) {
      if (name.startsWith("shown-")) {
        fields.put(name.substring("shown-".length()), fields.get(name));
      }
    }
    return fields;
  }

  private static HttpResponse<String> send(
      Browser browser, String path, Map<String, String> fields) {
    StringBuilder form = new StringBuilder();
    fields.forEach(
        (name, value) ->
            form.append(form.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return browser.post(path, form.toString());
  }

  private static HttpResponse<String> change(PatientId patient, String... fields) {
    Map<String, String> form = form(patient);
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    return send(doctor, path(patient), form);
  }

  private static List<String> audited(PatientId patient) {
    return portal.record.in(OrganisationId.DEFAULT).audit(1000).stream()
        .filter(entry -> entry.patient().equals(Optional.of(patient)))
        .filter(entry -> entry.actor().equals("doctor"))
        .map(AuditEntry::action)
        .filter(action -> action.startsWith("profile."))
        .toList();
  }

  @Test
  void shouldShowWhatIsKnownAndWhatThePatientIsJudgedBy() {
    PatientId id = patient("P-SHOW01");

    assertThat(doctor.get(path(id)).body())
        .contains("<option value=\"type-2\" selected>", "value=\"1970\"", "Asia/Shanghai")
        .containsPattern("value=\"adult\" checked")
        .contains(
            "3.9–10.0\u202fmmol/L", "in\u00a0range\u00a0&gt;\u00a050\u202f%", "no general goals")
        .contains("past days too. Alarms that were raised stay");
    assertThat(doctor.get(path(id).replace("/profile", "")).body()).contains(path(id));
  }

  @Test
  void shouldChangeWhatWasTypedAndSayWho() {
    PatientId id = patient("P-EDIT01");

    HttpResponse<String> answer =
        change(
            id,
            "type",
            "type-1",
            "birth-year",
            "1951",
            "zone",
            "europe/berlin",
            "unit",
            "mg/dL",
            "targets",
            "older");

    assertThat(answer.statusCode()).isEqualTo(303);
    String saved = answer.headers().firstValue("location").orElseThrow();
    assertThat(doctor.get(saved).body()).contains("role=\"status\"", "Saved.");
    assertThat(stored(id))
        .isEqualTo(
            new Patient(
                id,
                DiabetesType.TYPE_1,
                OptionalInt.of(1951),
                ZoneId.of("Europe/Berlin"),
                GlucoseUnit.MG_DL,
                TargetLimits.of(TargetGroup.OLDER),
                Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(audited(id))
        .containsExactlyInAnyOrder(
            "profile.type",
            "profile.birth-year",
            "profile.zone",
            "profile.unit",
            "profile.targets");
  }

  @Test
  void shouldForgetAYearOfBirthThatIsEmptied() {
    PatientId id = patient("P-EDIT02");

    assertThat(change(id, "birth-year", "").statusCode()).isEqualTo(303);
    assertThat(stored(id).birthYear()).isEmpty();
    assertThat(audited(id)).containsExactly("profile.birth-year");
  }

  @Test
  void shouldSayThatNothingChanged() {
    PatientId id = patient("P-SAME01");
    HttpResponse<String> answer = change(id);

    assertThat(doctor.get(answer.headers().firstValue("location").orElseThrow()).body())
        .contains("Nothing was changed");
    assertThat(audited(id)).isEmpty();
  }

  @Test
  void shouldTakeOwnLimitsInThePatientsUnit() {
    PatientId id = patient("P-OWNL01");

    HttpResponse<String> answer =
        change(
            id,
            "targets",
            "own",
            "very-low",
            "3,3",
            "low",
            "4.2",
            "high",
            "9.4",
            "very-high",
            "13");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(stored(id).targets().group()).isEqualTo(TargetGroup.OWN);
    assertThat(stored(id).thresholds().mmol()).isEqualTo(new Limits(3.3, 4.2, 9.4, 13));
    assertThat(stored(id).thresholds().mgdl()).isEqualTo(new Limits(59, 76, 169, 234));
    change(id, "unit", "mg/dL");
    assertThat(doctor.get(path(id)).body())
        .contains("Own limits, mg/dL", "name=\"low\" inputmode=\"decimal\"", "value=\"169\"");
  }

  @Test
  void shouldKeepTheNumbersOfAGroupAsOwnLimitsWhereThatIsChosen() {
    PatientId id = patient("P-OWNL02");

    assertThat(change(id, "targets", "own").statusCode()).isEqualTo(303);
    assertThat(stored(id).targets())
        .isEqualTo(TargetLimits.own(GlucoseUnit.MMOL_L, 3.0, 3.9, 10.0, 13.9));
  }

  @ParameterizedTest
  @CsvSource({
    "birth-year, 1899, A year from 1900 to 2026",
    "birth-year, 2027, A year from 1900 to 2026",
    "birth-year, 51<, A year from 1900 to 2026",
    "zone, Asia/Atlantis, A place the world",
    "type, sweet, Choose one of the types",
    "unit, stones, Choose mmol/L or mg/dL",
    "targets, everybody, Choose whose targets",
    "low, 4.4, another choice is marked",
  })
  void shouldSayWhatIsWrongBesideTheFieldAndKeepWhatWasTyped(
      String field, String value, String why) {
    PatientId id = patient("P-W%d".formatted(Math.abs((field + value).hashCode())));
    Patient before = stored(id);

    HttpResponse<String> answer = change(id, "birth-year", "1960", field, value);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("role=\"alert\"", "class=\"wrong\"", why);
    if (field.equals("birth-year") || field.equals("zone") || field.equals("low")) {
      assertThat(answer.body()).contains("value=\"" + value.replace("<", "&lt;") + "\"");
    }
    assertThat(answer.body())
        .contains("name=\"shown-birth-year\" value=\"1970\"")
        .doesNotContain("51<\"");
    assertThat(stored(id)).isEqualTo(before);
    assertThat(audited(id)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "4.0, 3.9, 10.0, 13.9, must rise",
    "3.0, 3.9, 10.0, '', All four limits",
    "54, 70, 180, 250, No sensor reports",
    "3.0, 3.95, 10.0, 13.9, Sensors report tenths"
  })
  void shouldSayWhyOwnLimitsAreNotTaken(
      String veryLow, String low, String high, String veryHigh, String why) {
    PatientId id = patient("P-X%d".formatted(Math.abs((veryLow + low + veryHigh).hashCode())));

    HttpResponse<String> answer =
        change(
            id,
            "targets",
            "own",
            "very-low",
            veryLow,
            "low",
            low,
            "high",
            high,
            "very-high",
            veryHigh);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(why, "value=\"" + low + "\"").contains("own\" checked");
    assertThat(stored(id).targets()).isEqualTo(TargetLimits.ADULT);
  }

  /** Who opens the form before a colleague saves it does not take the colleague's change back. */
  @Test
  void shouldNotTakeBackWhatSomebodyElseChangedMeanwhile() {
    PatientId id = patient("P-BOTH01");
    Map<String, String> opened = form(id);
    elsewhere(id, "pregnancy");

    opened.put("birth-year", "1991");
    assertThat(send(doctor, path(id), opened).statusCode()).isEqualTo(303);

    assertThat(stored(id).targets().group()).isEqualTo(TargetGroup.PREGNANCY);
    assertThat(stored(id).birthYear()).hasValue(1991);
  }

  @Test
  void shouldKeepTheLimitThatSomebodyElseChangedMeanwhile() {
    PatientId id = patient("P-BOTH02");
    elsewhere(id, ownLimits("54", "70", "180", "250"));
    Map<String, String> opened = form(id);
    elsewhere(id, ownLimits("54", "80", "180", "250"));

    opened.put("very-high", "15.0");
    assertThat(send(doctor, path(id), opened).statusCode()).isEqualTo(303);

    assertThat(stored(id).thresholds().mgdl())
        .isEqualTo(new GlucoseThresholds.Limits(54, 80, 180, 270));
  }

  @Test
  void shouldRefuseSingleLimitsWhereSomebodyElseChoseAGroupMeanwhile() {
    PatientId id = patient("P-BOTH03");
    elsewhere(id, ownLimits("54", "80", "180", "250"));
    Map<String, String> opened = form(id);
    elsewhere(id, "gestational");

    opened.put("very-high", "15.0");
    HttpResponse<String> answer = send(doctor, path(id), opened);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Somebody has changed the targets");
    assertThat(stored(id).targets().group()).isEqualTo(TargetGroup.GESTATIONAL);
  }

  private static ProfileChange ownLimits(String... mgdl) {
    Optional<String> same = Optional.empty();
    return new ProfileChange(
        same, same, same, same, same, Optional.of(OwnLimits.of("mgdl", List.of(mgdl))));
  }

  private static void elsewhere(PatientId id, String targets) {
    Optional<String> same = Optional.empty();
    elsewhere(
        id, new ProfileChange(same, same, same, same, Optional.of(targets), Optional.empty()));
  }

  private static void elsewhere(PatientId id, ProfileChange change) {
    new PatientProfiles(portal.record)
        .change(OrganisationId.DEFAULT, id, change, new Signature(NOW, "colleague"));
  }

  @Test
  void shouldJudgeTheListAndTheApiAnewAtOnceAndKeepAlarms() {
    PatientId id = patient("P-LIST01");
    clinic.live(id, Life.calm(15), GlucoseUnit.MMOL_L, NOW, 3);
    clinic.alarm(id, AlarmKind.HIGH, NOW.minusSeconds(600), Optional.empty());
    String asAdult = row(id);
    assertThat(listed(id).path("targets").path("group").asText()).isEqualTo("adult");

    change(id, "targets", "pregnancy");

    String asPregnant = row(id);
    assertThat(figure(asPregnant)).isNotEqualTo(figure(asAdult));
    JsonNode targets = listed(id).path("targets");
    assertThat(targets.path("group").asText()).isEqualTo("pregnancy");
    assertThat(targets.path("limits")).hasSize(2);
    assertThat(targets.path("limits").get(1).path("unit").asText()).isEqualTo("mmol/L");
    assertThat(targets.path("limits").get(1).path("high").asDouble()).isEqualTo(7.8);
    assertThat(portal.record.in(OrganisationId.DEFAULT).activeAlarms()).hasSize(1);

    // The portal is not told of this one; what it remembers of the list is not shown all the same.
    elsewhere(id, "adult");
    assertThat(figure(row(id))).isEqualTo(figure(asAdult));
  }

  private static String row(PatientId id) {
    String list = doctor.get("/?show=all").body();
    int at = list.indexOf("data-search=\"" + id.value() + "\"");
    return list.substring(list.lastIndexOf("<tr", at), list.indexOf("</tr>", at));
  }

  private static String figure(String row) {
    Matcher figure = Pattern.compile("range-figure\">([^<]+)<").matcher(row);
    assertThat(figure.find()).as(row).isTrue();
    return figure.group(1);
  }

  @Test
  void shouldLetNursesChangeAndPatientsOnlySee() {
    PatientId id = patient("P-ROLE01");
    clinic.account("nurse", Role.NURSE, "zh", Optional.empty());
    Browser nurse = new Browser(portal);
    nurse.signIn("nurse", SyntheticClinic.PASSWORD);
    assertThat(nurse.get(path(id)).body()).contains("患者资料与目标", "老年或高风险人群", "保存");
    clinic.account("whose", Role.PATIENT, "en", Optional.of(id));
    Browser whose = new Browser(portal);
    whose.signIn("whose", SyntheticClinic.PASSWORD);

    String page = whose.get(path(id)).body();
    assertThat(page)
        .contains("Most adults", "3.9–10.0", "1970", "Asia/Shanghai")
        .doesNotContain("<select", "id=\"profile\"");
    Map<String, String> form = form(id);
    form.put("_csrf", Browser.tokenIn(page));
    form.put("targets", "older");
    assertThat(send(whose, path(id), form).statusCode()).isEqualTo(403);
    form.put("_csrf", "forged");
    assertThat(send(doctor, path(id), form).statusCode()).isEqualTo(403);

    assertThat(stored(id).targets()).isEqualTo(TargetLimits.ADULT);
    assertThat(portal.record.in(OrganisationId.DEFAULT).audit(50))
        .extracting(AuditEntry::action)
        .contains("change_profile");
  }
}
