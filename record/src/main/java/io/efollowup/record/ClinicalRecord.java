package io.efollowup.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The clinical record of an installation. Reading happens on snapshots and never waits for a
 * writer; there is one writer at a time, and what {@link #write} did is on disk, synced, when it
 * returns. Safe for use by several threads.
 */
public interface ClinicalRecord extends AutoCloseable {
  /** The only way to one organisation's data. */
  OrganisationRecord in(OrganisationId organisation);

  /** Every organisation. */
  List<OrganisationId> organisations();

  /** The account with this sign-in name: sign-in comes before the organisation is known. */
  Optional<Account> account(String name);

  /** Whose reading a device's reading at this instant is. */
  Optional<Assignment> assignmentAt(String device, Instant at);

  /** The monitor's stored state for a patient, as it was last put. */
  Optional<byte[]> monitorState(OrganisationId organisation, PatientId patient);

  /** Assignments of all organisations that cover this instant. */
  List<Assignment> currentAssignments(Instant at);

  /** Journal position from which the monitor goes on; 0 in a new record. */
  long monitorPosition();

  /** Things kept aside for a device, oldest first. */
  List<HeldReading> held(String device, int limit);

  /** Counts over the whole record. */
  RecordStatus status();

  /** Runs one transaction: all of it happens, or nothing. */
  <T> T write(Function<RecordTransaction, T> work);

  @Override
  void close();
}
