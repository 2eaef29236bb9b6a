package io.efollowup.record;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a transaction can do; see {@link ClinicalRecord#write}. Used on one thread, and only while
 * the transaction runs. It sees its own changes.
 */
public interface RecordTransaction {
  /** Adds a patient and makes their key. Fails when the pseudonym exists. */
  void addPatient(OrganisationId organisation, Patient patient);

  /** Replaces what is known of a patient; {@link PatientProfiles} is how people change it. */
  void updatePatient(OrganisationId organisation, Patient patient);

  /** The patient as this transaction sees them; cheap for those that were touched lately. */
  Optional<Patient> patient(OrganisationId organisation, PatientId patient);

  /**
   * Begins an assignment. An open one of the same device ends where this begins.
   *
   * @throws IllegalArgumentException when it would overlap a closed one
   */
  void assign(Assignment assignment);

  /** Ends the open assignment of a device. */
  void unassign(OrganisationId organisation, String device, Instant at);

  /** The assignment of a device that covers this instant, as this transaction sees it. */
  Optional<Assignment> assignmentAt(String device, Instant at);

  /**
   * The value stored for this identity, if there is one: duplicates and conflicts are told by it.
   */
  Optional<GlucoseValue> storedValue(
      OrganisationId organisation, PatientId patient, String session, Instant at);

  /** Adds readings that are known to be new. */
  void addReadings(OrganisationId organisation, PatientId patient, List<StoredReading> readings);

  /** Whether a care event of this patient has this id. */
  boolean hasEvent(OrganisationId organisation, PatientId patient, UUID id);

  void addEvents(OrganisationId organisation, PatientId patient, List<CareEvent> events);

  /** Adds a laboratory value, or replaces the entry with the same id. */
  void putLaboratory(OrganisationId organisation, PatientId patient, LaboratoryEntry entry);

  /** Adds a goal, or replaces the entry with the same id. */
  void putGoal(OrganisationId organisation, PatientId patient, GoalEntry goal);

  /** All readings of a time span as this transaction sees them, to recompute a summary. */
  GlucoseTrace trace(OrganisationId organisation, PatientId patient, Instant from, Instant to);

  /** Replaces the summary of this patient, span and start. */
  void putSummary(OrganisationId organisation, Summary summary);

  /** Removes all summaries of a patient, to be put anew. */
  void removeSummaries(OrganisationId organisation, PatientId patient);

  /** Adds the alarm, or replaces the one with the same identity. */
  void putAlarm(OrganisationId organisation, Alarm alarm);

  /** Keeps something aside that no assignment covers. The same bytes are kept once. */
  void hold(HeldReading held);

  /** Forgets what was kept aside and now has a patient. */
  void releaseHeld(String device, Instant from, Instant to);

  /** Adds to the count of refusals for a reason. */
  void countRefusals(String reason, long count);

  void putMonitorState(OrganisationId organisation, PatientId patient, byte[] state);

  /** Everything before this journal position is in the record once this transaction commits. */
  void putMonitorPosition(long position);

  void putAccount(Account account);

  void audit(OrganisationId organisation, AuditEntry entry);
}
