package io.efollowup.testkit.record;

import io.efollowup.record.Account;
import io.efollowup.record.Assignment;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.HeldReading;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.PatientId;
import io.efollowup.record.RecordStatus;
import io.efollowup.record.RecordTransaction;
import io.efollowup.record.SqliteRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A record that folds its readings into blocks after every transaction. */
record AlwaysFolding(SqliteRecord folded) implements ClinicalRecord {
  @Override
  public <T> T write(Function<RecordTransaction, T> work) {
    T result = folded.write(work);
    folded.compact();
    return result;
  }

  @Override
  public OrganisationRecord in(OrganisationId organisation) {
    return folded.in(organisation);
  }

  @Override
  public List<OrganisationId> organisations() {
    return folded.organisations();
  }

  @Override
  public Optional<Account> account(String name) {
    return folded.account(name);
  }

  @Override
  public Optional<Assignment> assignmentAt(String device, Instant at) {
    return folded.assignmentAt(device, at);
  }

  @Override
  public Optional<byte[]> monitorState(OrganisationId organisation, PatientId patient) {
    return folded.monitorState(organisation, patient);
  }

  @Override
  public List<Assignment> currentAssignments(Instant at) {
    return folded.currentAssignments(at);
  }

  @Override
  public long monitorPosition() {
    return folded.monitorPosition();
  }

  @Override
  public List<HeldReading> held(String device, int limit) {
    return folded.held(device, limit);
  }

  @Override
  public RecordStatus status() {
    return folded.status();
  }

  @Override
  public void close() {
    folded.close();
  }
}
