package io.efollowup.testkit.record;

import static io.efollowup.record.OrganisationId.DEFAULT;
import static io.efollowup.testkit.record.RecordSamples.ANNA;
import static io.efollowup.testkit.record.RecordSamples.BEN;
import static io.efollowup.testkit.record.RecordSamples.NOON;
import static io.efollowup.testkit.record.RecordSamples.OTHER;
import static io.efollowup.testkit.record.RecordSamples.account;
import static io.efollowup.testkit.record.RecordSamples.alarm;
import static io.efollowup.testkit.record.RecordSamples.assigned;
import static io.efollowup.testkit.record.RecordSamples.patient;
import static io.efollowup.testkit.record.RecordSamples.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.glucose.GoalMeasure;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.record.Account;
import io.efollowup.record.Alarm;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.AuditEntry;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.GoalEntry;
import io.efollowup.record.HeldReading;
import io.efollowup.record.LaboratoryEntry;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.RecordTransaction;
import io.efollowup.record.Role;
import io.efollowup.record.Signature;
import io.efollowup.record.Summary;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every clinical record promises, readings and assignments apart. */
public abstract class AbstractRecordContract {
  private static final Instant LATER = NOON.plus(Duration.ofDays(1));

  protected ClinicalRecord record;

  /** A new, empty record. */
  protected abstract ClinicalRecord open();

  @BeforeEach
  void openWithTwoPatients() {
    record = open();
    write(
        tx -> {
          tx.addPatient(DEFAULT, patient(BEN));
          tx.addPatient(DEFAULT, patient(ANNA));
        });
  }

  @AfterEach
  void close() {
    record.close();
  }

  @Test
  void shouldListPatientsByPseudonym() {
    assertThat(here().patients()).containsExactly(patient(ANNA), patient(BEN));
    assertThat(here().patient(ANNA)).contains(patient(ANNA));
    assertThat(here().patient(new PatientId("P-N0BODY"))).isEmpty();
  }

  @Test
  void shouldKeepPatientAsUpdated() {
    var limits = new GlucoseThresholds.Limits(3.1, 4.05, 9.95, 14);
    var changed =
        new Patient(
            ANNA,
            DiabetesType.UNKNOWN,
            OptionalInt.empty(),
            ZoneId.of("+05:45"),
            GlucoseUnit.MG_DL,
            new TargetLimits(
                TargetGroup.OWN, new GlucoseThresholds(GlucoseThresholds.STANDARD.mgdl(), limits)),
            Instant.parse("2026-01-02T03:04:05.123456789Z"));
    write(tx -> tx.updatePatient(DEFAULT, changed));

    assertThat(here().patient(ANNA)).contains(changed);
    assertThat(here().patient(BEN)).contains(patient(BEN));
  }

  @Test
  void shouldKeepTheGroupWhoseTargetsAPatientIsJudgedBy() {
    for (TargetGroup group : TargetGroup.values()) {
      TargetLimits targets =
          group == TargetGroup.OWN
              ? TargetLimits.own(GlucoseUnit.MG_DL, 54, 70, 180, 250)
              : TargetLimits.of(group);
      write(tx -> tx.updatePatient(DEFAULT, judgedBy(targets)));
      assertThat(here().patient(ANNA)).contains(judgedBy(targets));
      assertThat(here().patients()).containsExactly(judgedBy(targets), patient(BEN));
    }
  }

  private static Patient judgedBy(TargetLimits targets) {
    Patient patient = patient(ANNA);
    return new Patient(
        ANNA,
        patient.type(),
        patient.birthYear(),
        patient.zone(),
        patient.unit(),
        targets,
        patient.createdAt());
  }

  @Test
  void shouldShowATransactionPatientsAsItLeftThem() {
    Patient older = judgedBy(TargetLimits.of(TargetGroup.OLDER));
    write(
        tx -> {
          assertThat(tx.patient(DEFAULT, ANNA)).contains(patient(ANNA));
          assertThat(tx.patient(OTHER, ANNA)).isEmpty();
          assertThat(tx.patient(DEFAULT, new PatientId("P-N0BODY"))).isEmpty();
          tx.updatePatient(DEFAULT, older);
          assertThat(tx.patient(DEFAULT, ANNA)).contains(older);
          assertThat(here().patient(ANNA)).contains(patient(ANNA));
        });
    write(tx -> assertThat(tx.patient(DEFAULT, ANNA)).contains(older));

    assertThatThrownBy(
            () ->
                write(
                    tx -> {
                      tx.updatePatient(DEFAULT, patient(ANNA));
                      throw new IllegalStateException("stopped");
                    }))
        .hasMessage("stopped");
    write(tx -> assertThat(tx.patient(DEFAULT, ANNA)).contains(older));
  }

  @Test
  void shouldRemoveTheSummariesOfOnePatient() {
    write(
        tx -> {
          for (PatientId whose : List.of(ANNA, BEN)) {
            tx.putSummary(DEFAULT, summary(whose, Summary.Span.HOUR, NOON, 200));
            tx.putSummary(DEFAULT, summary(whose, Summary.Span.DAY, NOON, 200));
          }
        });
    write(
        tx -> {
          tx.removeSummaries(DEFAULT, ANNA);
          tx.putSummary(DEFAULT, summary(ANNA, Summary.Span.DAY, LATER, 300));
        });

    assertThat(here().summaries(ANNA, Summary.Span.HOUR, Instant.MIN, Instant.MAX)).isEmpty();
    assertThat(here().summaries(ANNA, Summary.Span.DAY, Instant.MIN, Instant.MAX))
        .containsExactly(summary(ANNA, Summary.Span.DAY, LATER, 300));
    assertThat(here().summaries(BEN, Summary.Span.HOUR, Instant.MIN, Instant.MAX)).hasSize(1);
    assertThatThrownBy(() -> write(tx -> tx.removeSummaries(OTHER, ANNA)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefusePseudonymThatExistsButAllowItElsewhere() {
    assertThatThrownBy(() -> write(tx -> tx.addPatient(DEFAULT, patient(ANNA))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exists");

    write(tx -> tx.addPatient(OTHER, patient(ANNA)));
    assertThat(record.organisations()).containsExactly(DEFAULT, OTHER);
    assertThat(record.in(OTHER).patients()).containsExactly(patient(ANNA));
  }

  @Test
  void shouldRefuseToUpdateUnknownPatient() {
    assertThatThrownBy(() -> write(tx -> tx.updatePatient(OTHER, patient(ANNA))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldLeaveNothingOfFailedTransaction() {
    assertThatThrownBy(
            () ->
                write(
                    tx -> {
                      tx.addPatient(OTHER, patient(ANNA));
                      tx.assign(assigned("d", BEN, NOON));
                      tx.putAccount(account(OTHER, "carol"));
                      tx.countRefusals("future", 3);
                      tx.putMonitorPosition(9);
                      tx.putAlarm(DEFAULT, alarm(BEN, AlarmKind.LOW, NOON));
                      tx.putLaboratory(DEFAULT, BEN, RecordSamples.laboratory(1, NOON, 7));
                      tx.putGoal(DEFAULT, BEN, RecordSamples.goal(1, NOON, GoalMeasure.CV, 36));
                      throw new IllegalStateException("stopped");
                    }))
        .hasMessage("stopped");

    assertThat(record.organisations()).containsExactly(DEFAULT);
    assertThat(record.assignmentAt("d", NOON)).isEmpty();
    assertThat(record.account("carol")).isEmpty();
    assertThat(record.monitorPosition()).isZero();
    assertThat(record.status().refused()).isEmpty();
    assertThat(here().activeAlarms()).isEmpty();
    assertThat(here().laboratory(BEN)).isEmpty();
    assertThat(here().goals(BEN)).isEmpty();
    write(tx -> tx.addPatient(OTHER, patient(ANNA)));
    assertThat(record.in(OTHER).patients()).hasSize(1);
  }

  @Test
  void shouldKeepLaboratoryValuesByTimeWithWhoEnteredThem() {
    LaboratoryEntry later = RecordSamples.laboratory(1, LATER, 7.2);
    var earlier =
        new LaboratoryEntry(
            new UUID(1, 2),
            NOON,
            GlycatedHaemoglobin.mmolPerMol(58),
            "",
            new Signature(LATER.plusNanos(1), "system"),
            Optional.empty());
    write(tx -> tx.putLaboratory(DEFAULT, ANNA, later));
    write(tx -> tx.putLaboratory(DEFAULT, ANNA, earlier));

    assertThat(here().laboratory(ANNA)).containsExactly(earlier, later);
    assertThat(here().laboratory(BEN)).isEmpty();
    assertThat(here().laboratory(new PatientId("P-N0BODY"))).isEmpty();
    assertThat(record.in(OTHER).laboratory(ANNA)).isEmpty();
  }

  @Test
  void shouldKeepGoalsAsTheyWereSet() {
    GoalEntry second = RecordSamples.goal(1, LATER, GoalMeasure.TIME_IN_TARGET, 70);
    var first =
        new GoalEntry(
            new UUID(2, 9),
            GoalMeasure.HBA1C,
            6.8,
            Optional.empty(),
            new Signature(NOON, "dr.li"),
            Optional.empty());
    write(tx -> tx.putGoal(DEFAULT, ANNA, second));
    write(tx -> tx.putGoal(DEFAULT, ANNA, first));

    assertThat(here().goals(ANNA)).containsExactly(first, second);
    assertThat(here().goals(BEN)).isEmpty();
    assertThat(record.in(OTHER).goals(ANNA)).isEmpty();
  }

  @Test
  void shouldReplaceEntriesThatAreWithdrawn() {
    LaboratoryEntry value = RecordSamples.laboratory(1, NOON, 7.2);
    GoalEntry goal = RecordSamples.goal(1, NOON, GoalMeasure.GMI, 7);
    var who = new Signature(LATER, "dr.wu");
    write(
        tx -> {
          tx.putLaboratory(DEFAULT, ANNA, value);
          tx.putGoal(DEFAULT, ANNA, goal);
        });
    write(
        tx -> {
          tx.putLaboratory(DEFAULT, ANNA, value.withdrawnBy(who));
          tx.putGoal(DEFAULT, ANNA, goal.withdrawnBy(who));
        });

    assertThat(here().laboratory(ANNA)).containsExactly(value.withdrawnBy(who));
    assertThat(here().goals(ANNA)).containsExactly(goal.withdrawnBy(who));
    assertThat(GoalEntry.holding(here().goals(ANNA))).isEmpty();
  }

  @Test
  void shouldRefuseEntriesOfUnknownPatients() {
    assertThatThrownBy(
            () -> write(tx -> tx.putLaboratory(OTHER, ANNA, RecordSamples.laboratory(1, NOON, 7))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                write(
                    tx -> tx.putGoal(OTHER, ANNA, RecordSamples.goal(1, NOON, GoalMeasure.CV, 36))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseTransactionThatHasEnded() {
    var kept = new AtomicReference<RecordTransaction>();
    write(kept::set);

    assertThatThrownBy(() -> kept.get().putMonitorPosition(1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldBringEveryKindOfEventBackInOrder() {
    List<CareEvent> events = events();
    write(tx -> tx.addEvents(DEFAULT, ANNA, events.reversed()));

    assertThat(here().events(ANNA, Instant.MIN, Instant.MAX)).isEqualTo(events);
    assertThat(here().events(ANNA, events.get(1).at(), events.get(3).at()))
        .containsExactly(events.get(1), events.get(2));
    assertThat(here().events(BEN, Instant.MIN, Instant.MAX)).isEmpty();
    assertThat(record.status().events()).isEqualTo(events.size());
  }

  @Test
  void shouldTellKnownEvents() {
    CareEvent event = events().getFirst();
    write(tx -> tx.addEvents(DEFAULT, ANNA, List.of(event)));

    write(
        tx -> {
          assertThat(tx.hasEvent(DEFAULT, ANNA, event.id())).isTrue();
          assertThat(tx.hasEvent(DEFAULT, BEN, event.id())).isFalse();
          assertThat(tx.hasEvent(OTHER, ANNA, event.id())).isFalse();
          assertThat(tx.hasEvent(DEFAULT, ANNA, UUID.randomUUID())).isFalse();
        });
    assertThatThrownBy(() -> write(tx -> tx.addEvents(DEFAULT, ANNA, List.of(event))))
        .isInstanceOf(IllegalStateException.class);
  }

  private static List<CareEvent> events() {
    ZoneOffset offset = ZoneOffset.ofHours(8);
    OptionalDouble none = OptionalDouble.empty();
    return List.of(
        new CareEvent.Meal(
            UUID.randomUUID(),
            NOON,
            offset,
            OptionalDouble.of(45.5),
            none,
            none,
            OptionalDouble.of(0),
            List.of("rice-cooked", "other")),
        new CareEvent.Insulin(
            UUID.randomUUID(), NOON.plusSeconds(1), offset, 4.25, CareEvent.InsulinAction.RAPID),
        new CareEvent.Exercise(
            UUID.randomUUID(), NOON.plusSeconds(2), offset, 30, OptionalDouble.of(3.5), "walking"),
        new CareEvent.Medication(
            UUID.randomUUID(),
            NOON.plusSeconds(3),
            offset,
            "metformin",
            Optional.of("A10BA02"),
            OptionalDouble.of(500),
            Optional.of("mg")),
        new CareEvent.Medication(
            UUID.randomUUID(),
            NOON.plusSeconds(4),
            offset,
            "other",
            Optional.empty(),
            none,
            Optional.empty()),
        new CareEvent.Fingerstick(
            UUID.randomUUID(), NOON.plusMillis(4_001), ZoneOffset.UTC, Glucose.mgdl(110.5)));
  }

  @Test
  void shouldReplaceSummaryOfTheSameSpanAndStart() {
    write(tx -> tx.putSummary(DEFAULT, summary(ANNA, Summary.Span.HOUR, NOON, 200)));
    write(tx -> tx.putSummary(DEFAULT, summary(ANNA, Summary.Span.HOUR, NOON, 300)));
    write(tx -> tx.putSummary(DEFAULT, summary(ANNA, Summary.Span.DAY, NOON, 400)));
    var empty =
        new Summary(
            ANNA,
            Summary.Span.HOUR,
            LATER,
            0,
            0,
            0,
            Double.NaN,
            Double.NaN,
            List.of(1, 0, 0, 0, 2));
    write(tx -> tx.putSummary(DEFAULT, empty));

    assertThat(here().summaries(ANNA, Summary.Span.HOUR, NOON, LATER))
        .containsExactly(summary(ANNA, Summary.Span.HOUR, NOON, 300));
    assertThat(here().summaries(ANNA, Summary.Span.HOUR, NOON, LATER.plusNanos(1)))
        .containsExactly(summary(ANNA, Summary.Span.HOUR, NOON, 300), empty);
    assertThat(here().summaries(ANNA, Summary.Span.DAY, Instant.MIN, Instant.MAX)).hasSize(1);
    assertThat(here().summaries(BEN, Summary.Span.HOUR, Instant.MIN, Instant.MAX)).isEmpty();
  }

  @Test
  void shouldKnowAlarmByPatientKindAndSince() {
    Alarm low = alarm(ANNA, AlarmKind.LOW, NOON);
    Alarm high = alarm(ANNA, AlarmKind.HIGH, NOON.plusSeconds(1));
    var resolved =
        new Alarm(
            ANNA,
            AlarmKind.LOW,
            NOON,
            low.raisedAt(),
            low.value(),
            Optional.of(LATER),
            Optional.of(LATER.plusNanos(5)),
            Optional.of("dr-wang"));
    var lost =
        new Alarm(
            BEN,
            AlarmKind.SIGNAL_LOSS,
            LATER,
            LATER,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    write(tx -> List.of(low, high, lost, resolved).forEach(each -> tx.putAlarm(DEFAULT, each)));

    assertThat(here().alarms(ANNA, NOON.minusNanos(1), LATER)).containsExactly(high, resolved);
    assertThat(here().alarms(ANNA, NOON, NOON.plusSeconds(1))).containsExactly(high);
    assertThat(here().activeAlarms()).containsExactly(lost, high);
    assertThat(record.status().alarms()).isEqualTo(3);
  }

  @Test
  void shouldHoldTheSameBytesOnceAndReleaseBySpan() {
    var first = new HeldReading("d", NOON, LATER, new byte[] {1, 2});
    var again = new HeldReading("d", NOON, LATER.plusSeconds(9), new byte[] {1, 2});
    var second = new HeldReading("d", NOON.minusSeconds(5), LATER, new byte[] {3});
    var elsewhere = new HeldReading("e", NOON, LATER, new byte[] {1, 2});
    write(tx -> List.of(first, again, second, elsewhere).forEach(tx::hold));

    assertThat(record.held("d", 10)).usingRecursiveComparison().isEqualTo(List.of(second, first));
    assertThat(record.held("d", 1)).usingRecursiveComparison().isEqualTo(List.of(second));
    assertThat(record.status().held()).isEqualTo(3);
    write(tx -> tx.releaseHeld("d", NOON.minusSeconds(5), NOON));
    assertThat(record.held("d", 10)).usingRecursiveComparison().isEqualTo(List.of(first));
    assertThat(record.held("e", 10)).hasSize(1);
  }

  @Test
  void shouldAddUpRefusals() {
    write(tx -> tx.countRefusals("future", 2));
    write(
        tx -> {
          tx.countRefusals("future", 3);
          tx.countRefusals("conflict", 1);
        });

    assertThat(record.status().refused()).isEqualTo(Map.of("future", 5L, "conflict", 1L));
  }

  @Test
  void shouldKeepMonitorStateAndPosition() {
    assertThat(record.monitorPosition()).isZero();
    assertThat(record.monitorState(DEFAULT, ANNA)).isEmpty();
    write(
        tx -> {
          tx.putMonitorState(DEFAULT, ANNA, new byte[] {1});
          tx.putMonitorState(DEFAULT, ANNA, new byte[] {2, 3});
          tx.putMonitorPosition(1L << 40);
        });

    assertThat(record.monitorState(DEFAULT, ANNA)).contains(new byte[] {2, 3});
    assertThat(record.monitorState(OTHER, ANNA)).isEmpty();
    assertThat(record.monitorPosition()).isEqualTo(1L << 40);
    assertThat(record.status().position()).isEqualTo(1L << 40);
  }

  @Test
  void shouldKeepAccountsByName() {
    Account wang = account(DEFAULT, "dr-wang");
    var locked =
        new Account(
            DEFAULT,
            "anna",
            Role.PATIENT,
            wang.passwordHash(),
            Optional.of(ANNA),
            "en",
            true,
            5,
            Optional.of(LATER),
            NOON);
    write(tx -> List.of(wang, locked).forEach(tx::putAccount));

    assertThat(record.account("dr-wang")).contains(wang);
    assertThat(record.account("anna")).contains(locked);
    assertThat(record.account("Anna")).isEmpty();
    assertThat(here().accounts()).containsExactly(locked, wang);
    assertThat(record.in(OTHER).accounts()).isEmpty();
  }

  @Test
  void shouldRefuseSignInNameThatIsTakenOrNotLowerCase() {
    write(tx -> tx.putAccount(account(DEFAULT, "dr-wang")));

    assertThatThrownBy(() -> write(tx -> tx.putAccount(account(OTHER, "dr-wang"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("taken");
    assertThatThrownBy(() -> write(tx -> tx.putAccount(account(DEFAULT, "Dr-Li"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldListAuditNewestFirst() {
    var view = new AuditEntry(NOON, "dr-wang", "patient.view", Optional.of(ANNA), "allowed");
    var signIn = new AuditEntry(NOON, "dr-wang", "sign-in", Optional.empty(), "refused");
    write(tx -> tx.audit(DEFAULT, view));
    write(tx -> tx.audit(OTHER, signIn));
    write(tx -> tx.audit(DEFAULT, signIn));

    assertThat(here().audit(10)).containsExactly(signIn, view);
    assertThat(here().audit(1)).containsExactly(signIn);
    assertThat(record.in(OTHER).audit(10)).containsExactly(signIn);
  }

  private OrganisationRecord here() {
    return record.in(DEFAULT);
  }

  private void write(Consumer<RecordTransaction> work) {
    record.write(
        tx -> {
          work.accept(tx);
          return true;
        });
  }
}
