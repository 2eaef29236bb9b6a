package io.efollowup.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GoalMeasure;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.GoalEntry;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.PatientId;
import io.efollowup.record.Role;
import io.efollowup.record.Signature;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of laboratory values and goals that two people handle, or one twice. */
class ProgrammeEntriesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  private static SteeredClock clock;
  private static RunningPortal portal;
  private static SyntheticClinic clinic;
  private static Browser doctor;
  private static Browser colleague;

  @BeforeAll
  static void start() {
    clock = new SteeredClock(NOW);
    portal = new RunningPortal(clock, 0);
    clinic = new SyntheticClinic(portal.record, OrganisationId.DEFAULT);
    doctor = signedIn("doctor", Role.DOCTOR);
    colleague = signedIn("colleague", Role.DOCTOR);
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  private static Browser signedIn(String name, Role role) {
    clinic.account(name, role, "en", Optional.empty());
    Browser browser = new Browser(portal);
    browser.signIn(name, SyntheticClinic.PASSWORD);
    return browser;
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

  @Test
  void shouldShowAStoredGoalOfLessThanThreePercent() {
    PatientId patient = patient("P-LOW001");
    portal.record.write(
        transaction -> {
          transaction.putGoal(
              OrganisationId.DEFAULT,
              patient,
              new GoalEntry(
                  UUID.randomUUID(),
                  GoalMeasure.HBA1C,
                  2.975,
                  Optional.empty(),
                  new Signature(NOW, "doctor"),
                  Optional.empty()));
          return true;
        });

    HttpResponse<String> page = doctor.get(path(patient));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("3.0\u202f% (9\u202fmmol/mol)");
  }

  private static HttpResponse<String> post(Browser browser, String path, String form) {
    String token = Browser.tokenIn(browser.get("/").body());
    return browser.post(path, "_csrf=" + token + "&" + form);
  }

  private static long audited(PatientId patient, String action) {
    return here().audit(1000).stream()
        .filter(entry -> entry.action().equals(action))
        .filter(entry -> entry.patient().equals(Optional.of(patient)))
        .count();
  }

  @Test
  void shouldKeepWhoEnteredAValueFirst() {
    PatientId patient = patient("P-TWICE1");
    String path = path(patient) + "/laboratory";
    String form = "value=7.1&unit=%25&date=2026-11-02&laboratory=";
    post(doctor, path, form);

    HttpResponse<String> again = post(colleague, path, form);

    assertThat(again.body()).contains("this value stands already");
    assertThat(here().laboratory(patient)).hasSize(1);
    assertThat(here().laboratory(patient).getFirst().entered().by()).isEqualTo("doctor");
    assertThat(audited(patient, "laboratory.enter")).isEqualTo(1);
  }

  @Test
  void shouldKeepTheWithdrawalOfAValueThatIsEnteredAgain() {
    PatientId patient = patient("P-AGAIN1");
    String path = path(patient) + "/laboratory";
    String form = "value=7.1&unit=%25&date=2026-11-02&laboratory=";
    post(doctor, path, form);
    for (int round = 1; round <= 2; round++) {
      String id =
          here().laboratory(patient).stream()
              .filter(entry -> entry.withdrawn().isEmpty())
              .findFirst()
              .orElseThrow()
              .id()
              .toString();
      assertThat(post(doctor, path + "/withdraw", "id=" + id).statusCode()).isEqualTo(303);
      assertThat(post(colleague, path, form).statusCode()).isEqualTo(303);

      assertThat(here().laboratory(patient)).hasSize(round + 1);
      assertThat(here().laboratory(patient).stream().flatMap(entry -> entry.withdrawn().stream()))
          .hasSize(round)
          .allSatisfy(who -> assertThat(who.by()).isEqualTo("doctor"));
    }
    assertThat(audited(patient, "laboratory.withdraw")).isEqualTo(2);
  }

  @Test
  void shouldSetAGoalAgainThatAnotherReplacedAndSayWhatAWithdrawalRevives() {
    PatientId patient = patient("P-REV001");
    String path = path(patient) + "/goals";
    String sixty = "measure=tir&value=60&unit=%25&by=";
    post(doctor, path, sixty);
    clock.advance(Duration.ofMinutes(1));
    assertThat(post(colleague, path, sixty).body()).contains("this goal holds already");
    assertThat(here().goals(patient)).hasSize(1);
    assertThat(here().goals(patient).getFirst().set().by()).isEqualTo("doctor");

    post(doctor, path, "measure=tir&value=70&unit=%25&by=");
    assertThat(doctor.get(path(patient)).body())
        .contains("If it is withdrawn, the earlier goal holds again: at least 60\u202f%");
    clock.advance(Duration.ofMinutes(1));
    assertThat(post(doctor, path, sixty).statusCode()).isEqualTo(303);

    assertThat(here().goals(patient))
        .extracting(GoalEntry::value)
        .containsExactly(60.0, 70.0, 60.0);
    assertThat(GoalEntry.holding(here().goals(patient)))
        .extracting(GoalEntry::value)
        .containsExactly(60.0);
    assertThat(audited(patient, "goal.set")).isEqualTo(3);
  }

  @Test
  void shouldLetOnlyOneOfTwoWithdrawAndWriteItDownOnce() throws InterruptedException {
    PatientId patient = patient("P-RACE01");
    String path = path(patient) + "/goals";
    post(doctor, path, "measure=tir&value=60&unit=%25&by=");
    String id = "id=" + here().goals(patient).getFirst().id();
    List<Integer> answers = new CopyOnWriteArrayList<>();

    List<Thread> both =
        Stream.of(doctor, colleague)
            .map(
                browser ->
                    Thread.ofVirtual()
                        .start(
                            () -> answers.add(post(browser, path + "/withdraw", id).statusCode())))
            .toList();
    for (Thread one : both) {
      one.join();
    }

    assertThat(answers).containsExactlyInAnyOrder(303, 404);
    assertThat(audited(patient, "goal.withdraw")).isEqualTo(1);
  }
}
