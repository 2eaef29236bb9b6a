package io.efollowup.record;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseTrace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one organisation may read. No query leaves the organisation. */
public interface OrganisationRecord {
  OrganisationId organisation();

  Optional<Patient> patient(PatientId patient);

  /** All patients, by pseudonym. */
  List<Patient> patients();

  /** Readings from {@code from} inclusive to {@code to} exclusive, by time. */
  List<StoredReading> readings(PatientId patient, Instant from, Instant to);

  /** The same without sessions and trends: what metrics and charts need. */
  GlucoseTrace trace(PatientId patient, Instant from, Instant to);

  /** The newest reading by its own time. */
  Optional<StoredReading> latestReading(PatientId patient);

  /** Time of the oldest reading. */
  Optional<Instant> firstReadingAt(PatientId patient);

  /** Care events from {@code from} inclusive to {@code to} exclusive, by time. */
  List<CareEvent> events(PatientId patient, Instant from, Instant to);

  /** Laboratory values by the time the blood was taken, the withdrawn ones included. */
  List<LaboratoryEntry> laboratory(PatientId patient);

  /** Goals as they were set, the withdrawn ones included. */
  List<GoalEntry> goals(PatientId patient);

  /** Summaries whose start lies from {@code from} inclusive to {@code to} exclusive. */
  List<Summary> summaries(PatientId patient, Summary.Span span, Instant from, Instant to);

  /** Alarms since {@code from} exclusive to {@code to}, newest first. */
  List<Alarm> alarms(PatientId patient, Instant from, Instant to);

  /** Alarms that are active now, of all patients, newest first. */
  List<Alarm> activeAlarms();

  List<Assignment> assignments(PatientId patient);

  List<Account> accounts();

  /** Newest first. */
  List<AuditEntry> audit(int limit);

  /** Sensor sessions seen for a patient. */
  Set<String> sessions(PatientId patient);
}
