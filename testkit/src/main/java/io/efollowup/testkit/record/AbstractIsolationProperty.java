package io.efollowup.testkit.record;

import static io.efollowup.record.OrganisationId.DEFAULT;
import static io.efollowup.testkit.record.RecordSamples.ANNA;
import static io.efollowup.testkit.record.RecordSamples.BEN;
import static io.efollowup.testkit.record.RecordSamples.NOON;
import static io.efollowup.testkit.record.RecordSamples.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GoalMeasure;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.Assignment;
import io.efollowup.record.AuditEntry;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.PatientId;
import io.efollowup.record.RecordTransaction;
import io.efollowup.record.Summary;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * No query leaves its organisation: whatever two organisations put into one record, under the same
 * pseudonyms, each sees exactly what it would see in a record of its own.
 */
public abstract class AbstractIsolationProperty {
  private static final List<OrganisationId> BOTH = List.of(DEFAULT, OTHER);

  /** A new, empty record. */
  protected abstract ClinicalRecord open();

  @Property(tries = 20)
  void shouldShowEachOrganisationExactlyItsOwn(@ForAll long seed) {
    try (ClinicalRecord shared = open();
        ClinicalRecord first = new InMemoryRecord();
        ClinicalRecord second = new InMemoryRecord()) {
      List<ClinicalRecord> alone = List.of(first, second);
      var random = new Random(seed);
      for (int i = 0; i < 40; i++) {
        int whose = i < 2 ? i : random.nextInt(2);
        long step = i < 2 ? 0 : random.nextLong();
        write(shared, BOTH.get(whose), step);
        write(alone.get(whose), BOTH.get(whose), step);
      }
      for (int whose = 0; whose < 2; whose++) {
        OrganisationId organisation = BOTH.get(whose);
        assertSame(shared.in(organisation), alone.get(whose).in(organisation));
        assertThat(shared.monitorState(organisation, ANNA).map(ByteBuffer::wrap))
            .isEqualTo(alone.get(whose).monitorState(organisation, ANNA).map(ByteBuffer::wrap));
      }
    }
  }

  /** The same step does the same in every record. Step 0 adds the patients. */
  private static void write(ClinicalRecord record, OrganisationId organisation, long step) {
    record.write(
        tx -> {
          if (step == 0) {
            tx.addPatient(organisation, RecordSamples.patient(ANNA));
            tx.addPatient(organisation, RecordSamples.patient(BEN));
          } else {
            step(tx, organisation, new Random(step));
          }
          return true;
        });
  }

  private static void step(RecordTransaction tx, OrganisationId organisation, Random random) {
    PatientId patient = random.nextBoolean() ? ANNA : BEN;
    Instant at = NOON.plusSeconds(random.nextInt(400_000));
    switch (random.nextInt(10)) {
      case 0, 1 -> {
        String session = "s" + random.nextInt(3);
        if (tx.storedValue(organisation, patient, session, at).isEmpty()) {
          double value = 40 + random.nextInt(300);
          tx.addReadings(organisation, patient, List.of(RecordSamples.mgdl(session, at, value)));
        }
      }
      case 2 -> tx.addEvents(organisation, patient, List.of(meal(at, random)));
      case 3 -> {
        double sum = random.nextInt(500);
        tx.putSummary(organisation, RecordSamples.summary(patient, Summary.Span.HOUR, at, sum));
      }
      case 4 -> tx.putAlarm(organisation, RecordSamples.alarm(patient, AlarmKind.HIGH, at));
      case 5 -> {
        String device = organisation.value() + "-" + at.getEpochSecond();
        tx.assign(new Assignment(organisation, device, patient, at, Optional.empty()));
      }
      case 8 ->
          tx.putLaboratory(
              organisation,
              patient,
              RecordSamples.laboratory(random.nextInt(5), at, 5 + random.nextInt(5)));
      case 9 ->
          tx.putGoal(
              organisation,
              patient,
              RecordSamples.goal(random.nextInt(5), at, GoalMeasure.GMI, 6 + random.nextInt(3)));
      case 6 -> {
        String name = organisation.value() + "-" + random.nextInt(3);
        tx.putAccount(RecordSamples.account(organisation, name));
        tx.audit(
            organisation,
            new AuditEntry(at, name, "patient.view", Optional.of(patient), "allowed"));
      }
      default -> {
        byte[] state = new byte[8];
        random.nextBytes(state);
        tx.putMonitorState(organisation, patient, state);
      }
    }
  }

  private static CareEvent meal(Instant at, Random random) {
    OptionalDouble grams = OptionalDouble.of(random.nextInt(90));
    OptionalDouble none = OptionalDouble.empty();
    UUID id = new UUID(random.nextLong(), random.nextLong());
    return new CareEvent.Meal(id, at, ZoneOffset.UTC, grams, none, none, none, List.of("other"));
  }

  private static void assertSame(OrganisationRecord actual, OrganisationRecord expected) {
    Instant from = NOON.minusSeconds(1);
    Instant to = NOON.plusSeconds(500_000);
    assertThat(actual.patients()).isEqualTo(expected.patients());
    assertThat(actual.activeAlarms()).isEqualTo(expected.activeAlarms());
    assertThat(actual.accounts()).isEqualTo(expected.accounts());
    assertThat(actual.audit(100)).isEqualTo(expected.audit(100));
    for (PatientId patient : List.of(ANNA, BEN)) {
      assertThat(actual.patient(patient)).isEqualTo(expected.patient(patient));
      assertThat(actual.readings(patient, from, to))
          .isEqualTo(expected.readings(patient, from, to));
      assertThat(actual.trace(patient, from, to)).isEqualTo(expected.trace(patient, from, to));
      assertThat(actual.latestReading(patient)).isEqualTo(expected.latestReading(patient));
      assertThat(actual.firstReadingAt(patient)).isEqualTo(expected.firstReadingAt(patient));
      assertThat(actual.events(patient, from, to)).isEqualTo(expected.events(patient, from, to));
      assertThat(actual.laboratory(patient)).isEqualTo(expected.laboratory(patient));
      assertThat(actual.goals(patient)).isEqualTo(expected.goals(patient));
      for (Summary.Span span : Summary.Span.values()) {
        assertThat(actual.summaries(patient, span, from, to))
            .isEqualTo(expected.summaries(patient, span, from, to));
      }
      assertThat(actual.alarms(patient, from, to)).isEqualTo(expected.alarms(patient, from, to));
      assertThat(actual.assignments(patient)).isEqualTo(expected.assignments(patient));
      assertThat(actual.sessions(patient)).isEqualTo(expected.sessions(patient));
    }
  }
}
