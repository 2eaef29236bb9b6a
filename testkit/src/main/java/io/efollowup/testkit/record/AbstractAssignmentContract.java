package io.efollowup.testkit.record;

import static io.efollowup.record.OrganisationId.DEFAULT;
import static io.efollowup.testkit.record.RecordSamples.ANNA;
import static io.efollowup.testkit.record.RecordSamples.BEN;
import static io.efollowup.testkit.record.RecordSamples.NOON;
import static io.efollowup.testkit.record.RecordSamples.OTHER;
import static io.efollowup.testkit.record.RecordSamples.assigned;
import static io.efollowup.testkit.record.RecordSamples.assignedUntil;
import static io.efollowup.testkit.record.RecordSamples.patient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.record.Assignment;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.RecordTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every clinical record promises about whose readings a device brings. */
public abstract class AbstractAssignmentContract {
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
  void shouldEndOpenAssignmentWhereTheNextBegins() {
    write(tx -> tx.assign(assigned("d", ANNA, NOON)));
    write(tx -> tx.assign(assigned("d", BEN, LATER)));

    assertThat(record.assignmentAt("d", NOON.minusNanos(1))).isEmpty();
    assertThat(record.assignmentAt("d", NOON)).contains(assignedUntil("d", ANNA, NOON, LATER));
    assertThat(record.assignmentAt("d", LATER.minusNanos(1)).map(Assignment::patient))
        .contains(ANNA);
    assertThat(record.assignmentAt("d", LATER)).contains(assigned("d", BEN, LATER));
    assertThat(here().assignments(ANNA)).containsExactly(assignedUntil("d", ANNA, NOON, LATER));
    assertThat(record.currentAssignments(LATER)).containsExactly(assigned("d", BEN, LATER));
  }

  @Test
  void shouldRefuseAssignmentThatOverlapsClosedOne() {
    write(tx -> tx.assign(assignedUntil("d", ANNA, NOON, LATER)));

    assertThatThrownBy(() -> write(tx -> tx.assign(assigned("d", BEN, NOON.plusSeconds(1)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("assigned in a part of this time");
    write(tx -> tx.assign(assignedUntil("d", BEN, NOON.minusSeconds(9), NOON)));
    write(tx -> tx.assign(assigned("d", BEN, LATER)));
    write(tx -> tx.assign(assigned("e", BEN, NOON)));
    assertThat(here().assignments(BEN)).hasSize(3);
  }

  @Test
  void shouldEndAssignment() {
    write(tx -> tx.assign(assigned("d", ANNA, NOON)));
    write(tx -> tx.unassign(DEFAULT, "d", LATER));
    write(tx -> tx.unassign(DEFAULT, "unknown", LATER));

    assertThat(record.assignmentAt("d", LATER)).isEmpty();
    assertThat(record.currentAssignments(LATER)).isEmpty();
    assertThat(here().assignments(ANNA)).containsExactly(assignedUntil("d", ANNA, NOON, LATER));
  }

  @Test
  void shouldNotTakeDeviceFromAnotherOrganisation() {
    write(tx -> tx.addPatient(OTHER, patient(ANNA)));
    write(tx -> tx.assign(assigned("d", ANNA, NOON)));
    var theirs = new Assignment(OTHER, "d", ANNA, LATER, Optional.empty());

    assertThatThrownBy(() -> write(tx -> tx.assign(theirs)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> write(tx -> tx.unassign(OTHER, "d", LATER)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(record.assignmentAt("d", LATER)).contains(assigned("d", ANNA, NOON));
    assertThat(record.in(OTHER).assignments(ANNA)).isEmpty();
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

  @Test
  void shouldTellInATransactionWhatItHasAssignedItself() {
    write(tx -> tx.assign(assigned("d", ANNA, NOON)));

    write(
        tx -> {
          assertThat(tx.assignmentAt("d", NOON.minusNanos(1))).isEmpty();
          assertThat(tx.assignmentAt("d", LATER)).contains(assigned("d", ANNA, NOON));
          tx.assign(assigned("d", BEN, LATER));
          assertThat(tx.assignmentAt("d", NOON)).contains(assignedUntil("d", ANNA, NOON, LATER));
          assertThat(tx.assignmentAt("d", LATER)).contains(assigned("d", BEN, LATER));
          tx.unassign(DEFAULT, "d", LATER.plusSeconds(1));
          assertThat(tx.assignmentAt("d", LATER.plusSeconds(1))).isEmpty();
        });
    write(tx -> assertThat(tx.assignmentAt("d", LATER.plusSeconds(1))).isEmpty());
  }

  @Test
  void shouldTellInATransactionNothingThatWasNotKept() {
    write(tx -> assertThat(tx.assignmentAt("d", NOON)).isEmpty());
    assertThatThrownBy(
            () ->
                write(
                    tx -> {
                      tx.assign(assigned("d", ANNA, NOON));
                      assertThat(tx.assignmentAt("d", NOON)).isPresent();
                      throw new IllegalStateException("stopped");
                    }))
        .isInstanceOf(IllegalStateException.class);

    write(tx -> assertThat(tx.assignmentAt("d", NOON)).isEmpty());
  }

  @Test
  void shouldTellInATransactionWhatStandsAfterARefusedAssignment() {
    write(tx -> tx.assign(assignedUntil("d", ANNA, NOON, LATER)));

    write(
        tx -> {
          assertThatThrownBy(() -> tx.assign(assigned("d", BEN, NOON.plusSeconds(1))))
              .isInstanceOf(IllegalArgumentException.class);
          assertThat(tx.assignmentAt("d", NOON.plusSeconds(1)))
              .contains(assignedUntil("d", ANNA, NOON, LATER));
        });
  }
}
