package io.efollowup.portal.internal.programme;

import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.portal.internal.web.HttpProblem;
import io.efollowup.record.AuditEntry;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.GoalEntry;
import io.efollowup.record.LaboratoryEntry;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.RecordTransaction;
import io.efollowup.record.Signature;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Changes of laboratory values and goals. What stands, the change and its audit entry are one
 * transaction: there is no change that nobody made, and no entry takes another's place.
 */
final class ProgrammeEntries {
  private final ClinicalRecord record;

  ProgrammeEntries(ClinicalRecord record) {
    this.record = record;
  }

  /** Enters a value; false where it stands already. */
  boolean enter(Viewer viewer, Patient patient, LaboratoryEntry typed) {
    return record.write(
        transaction -> {
          Map<UUID, LaboratoryEntry> known =
              in(viewer).laboratory(patient.id()).stream()
                  .collect(Collectors.toMap(LaboratoryEntry::id, Function.identity()));
          Optional<UUID> id =
              free(typed.id(), known.keySet(), one -> known.get(one).withdrawn().isEmpty());
          if (id.isEmpty()) {
            return false;
          }
          transaction.putLaboratory(viewer.organisation(), patient.id(), typed.withId(id.get()));
          audit(transaction, viewer, patient, "laboratory.enter", typed.entered());
          return true;
        });
  }

  /** Withdraws a value that stands. */
  void withdrawValue(Viewer viewer, Patient patient, String id, Signature who) {
    record.write(
        transaction -> {
          LaboratoryEntry entry =
              in(viewer).laboratory(patient.id()).stream()
                  .filter(one -> one.id().toString().equals(id))
                  .filter(one -> one.withdrawn().isEmpty())
                  .findFirst()
                  .orElseThrow(HttpProblem::notFound);
          transaction.putLaboratory(viewer.organisation(), patient.id(), entry.withdrawnBy(who));
          audit(transaction, viewer, patient, "laboratory.withdraw", who);
          return entry;
        });
  }

  /** Sets a goal; false where the same one holds already. */
  boolean set(Viewer viewer, Patient patient, GoalEntry typed) {
    return record.write(
        transaction -> {
          var all = in(viewer).goals(patient.id());
          Set<UUID> known = all.stream().map(GoalEntry::id).collect(Collectors.toSet());
          Set<UUID> holding =
              GoalEntry.holding(all).stream().map(GoalEntry::id).collect(Collectors.toSet());
          Optional<UUID> id = free(typed.id(), known, holding::contains);
          if (id.isEmpty()) {
            return false;
          }
          transaction.putGoal(viewer.organisation(), patient.id(), typed.withId(id.get()));
          audit(transaction, viewer, patient, "goal.set", typed.set());
          return true;
        });
  }

  /** Withdraws a goal that was not withdrawn. */
  void withdrawGoal(Viewer viewer, Patient patient, String id, Signature who) {
    record.write(
        transaction -> {
          GoalEntry goal =
              in(viewer).goals(patient.id()).stream()
                  .filter(one -> one.id().toString().equals(id))
                  .filter(one -> one.withdrawn().isEmpty())
                  .findFirst()
                  .orElseThrow(HttpProblem::notFound);
          transaction.putGoal(viewer.organisation(), patient.id(), goal.withdrawnBy(who));
          audit(transaction, viewer, patient, "goal.withdraw", who);
          return goal;
        });
  }

  /** The first id for this content that no entry has; empty where one with it stands. */
  private static Optional<UUID> free(UUID first, Set<UUID> known, Predicate<UUID> stands) {
    UUID id = first;
    for (int again = 1; known.contains(id); again++) {
      if (stands.test(id)) {
        return Optional.empty();
      }
      id = UUID.nameUUIDFromBytes((first + "\u001f" + again).getBytes(StandardCharsets.UTF_8));
    }
    return Optional.of(id);
  }

  private OrganisationRecord in(Viewer viewer) {
    return record.in(viewer.organisation());
  }

  private static void audit(
      RecordTransaction transaction, Viewer viewer, Patient patient, String action, Signature who) {
    transaction.audit(
        viewer.organisation(),
        new AuditEntry(who.at(), who.by(), action, Optional.of(patient.id()), "allowed"));
  }
}
