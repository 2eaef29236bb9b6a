package io.efollowup.record;

import io.efollowup.glucose.CalendarSpan;
import io.efollowup.glucose.GlucoseTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Changes what is known of patients. The change, the summaries that are counted by it and who made
 * it are one transaction: no figure is ever counted half by old limits. Alarms that were raised
 * stay. Safe for use by several threads.
 */
public final class PatientProfiles {
  /** Read at once, so that a record of years need not stand in memory. */
  private static final Duration READ_AT_ONCE = Duration.ofDays(30);

  private final ClinicalRecord record;

  public PatientProfiles(ClinicalRecord record) {
    this.record = record;
  }

  /**
   * Changes a patient. What somebody else changed meanwhile and this does not state stays as it is.
   *
   * @return what changed; nothing where all was so already
   * @throws ProfileRefusedException when something of the change is wrong; nothing changes then
   * @throws IllegalArgumentException when the organisation has no such patient
   */
  public Set<ProfileField> change(
      OrganisationId organisation, PatientId id, ProfileChange change, Signature who) {
    return record.write(
        transaction -> {
          Patient before =
              transaction
                  .patient(organisation, id)
                  .orElseThrow(
                      () -> new IllegalArgumentException("no such patient in this organisation"));
          Patient after = change.appliedTo(before, who.at());
          Set<ProfileField> fields = ProfileField.differing(before, after);
          if (!fields.isEmpty()) {
            transaction.updatePatient(organisation, after);
            recount(transaction, organisation, before, after);
            fields.forEach(field -> audit(transaction, organisation, id, field, who));
          }
          return fields;
        });
  }

  private void recount(
      RecordTransaction transaction, OrganisationId organisation, Patient before, Patient after) {
    boolean counted =
        before.thresholds().equals(after.thresholds()) && before.zone().equals(after.zone());
    if (counted) {
      return;
    }
    transaction.removeSummaries(organisation, after.id());
    // Nothing of this transaction changes readings, so the record tells their bounds.
    OrganisationRecord in = record.in(organisation);
    Optional<Instant> first = in.firstReadingAt(after.id());
    if (first.isEmpty()) {
      return;
    }
    Instant end = in.latestReading(after.id()).orElseThrow().reading().at().plusSeconds(1);
    Instant from = CalendarSpan.dayOf(first.get(), after.zone()).from();
    while (from.isBefore(end)) {
      Instant to = CalendarSpan.dayOf(from.plus(READ_AT_ONCE), after.zone()).from();
      GlucoseTrace trace = transaction.trace(organisation, after.id(), from, to);
      RunningSummary.all(after.id(), trace, after.thresholds(), after.zone())
          .forEach(summary -> transaction.putSummary(organisation, summary));
      from = to;
    }
  }

  private static void audit(
      RecordTransaction transaction,
      OrganisationId organisation,
      PatientId patient,
      ProfileField field,
      Signature who) {
    transaction.audit(
        organisation,
        new AuditEntry(
            who.at(), who.by(), "profile." + field.code(), Optional.of(patient), "allowed"));
  }
}
