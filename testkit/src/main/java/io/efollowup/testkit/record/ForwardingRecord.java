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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A record that leaves everything to another; a fake of one changes what it is about. */
public abstract class ForwardingRecord implements ClinicalRecord {
  private final ClinicalRecord record;

  protected ForwardingRecord(ClinicalRecord record) {
    this.record = record;
  }

  @Override
  public <T> T write(Function<RecordTransaction, T> work) {
    return record.write(work);
  }

  @Override
  public OrganisationRecord in(OrganisationId organisation) {
    return record.in(organisation);
  }

  @Override
  public List<OrganisationId> organisations() {
    return record.organisations();
  }

  @Override
  public Optional<Account> account(String name) {
    return record.account(name);
  }

  @Override
  public Optional<Assignment> assignmentAt(String device, Instant at) {
    return record.assignmentAt(device, at);
  }

  @Override
  public Optional<byte[]> monitorState(OrganisationId organisation, PatientId patient) {
    return record.monitorState(organisation, patient);
  }

  @Override
  public List<Assignment> currentAssignments(Instant at) {
    return record.currentAssignments(at);
  }

  @Override
  public long monitorPosition() {
    return record.monitorPosition();
  }

  @Override
  public List<HeldReading> held(String device, int limit) {
    return record.held(device, limit);
  }

  @Override
  public RecordStatus status() {
    return record.status();
  }

  @Override
  public void close() {
    record.close();
  }
}
