package io.efollowup.record.internal;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.record.Account;
import io.efollowup.record.Alarm;
import io.efollowup.record.Assignment;
import io.efollowup.record.AuditEntry;
import io.efollowup.record.DeviceTimeline;
import io.efollowup.record.GoalEntry;
import io.efollowup.record.HeldReading;
import io.efollowup.record.LaboratoryEntry;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.RecordTransaction;
import io.efollowup.record.StoredReading;
import io.efollowup.record.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** One transaction of the writing connection. */
final class SqliteTransaction implements RecordTransaction {
  private final Handle handle;
  private final Writer writer;
  private final Thread thread = Thread.currentThread();
  private boolean ended;

  SqliteTransaction(Handle handle, Writer writer) {
    this.handle = handle;
    this.writer = writer;
  }

  void end() {
    ended = true;
  }

  private Handle handle() {
    if (ended || Thread.currentThread() != thread) {
      throw new IllegalStateException("a transaction is used on its thread and while it runs");
    }
    return handle;
  }

  private Optional<PatientRow> find(OrganisationId organisation, PatientId patient) {
    return writer.find(handle(), new Owner(organisation, patient));
  }

  private PatientRow require(Owner owner) {
    return writer
        .find(handle(), owner)
        .orElseThrow(() -> new IllegalArgumentException("no such patient in this organisation"));
  }

  private PatientRow require(OrganisationId organisation, PatientId patient) {
    return require(new Owner(organisation, patient));
  }

  @Override
  public void addPatient(OrganisationId organisation, Patient patient) {
    if (find(organisation, patient.id()).isPresent()) {
      throw new IllegalArgumentException("a patient with this pseudonym exists");
    }
    var patients = new PatientTable(handle);
    patients.insert(patients.organisationOrNew(organisation), patient);
    writer.keys().create(new Owner(organisation, patient.id()));
  }

  @Override
  public void updatePatient(OrganisationId organisation, Patient patient) {
    writer.update(handle(), require(organisation, patient.id()), patient);
  }

  @Override
  public Optional<Patient> patient(OrganisationId organisation, PatientId patient) {
    return writer.known(handle(), new Owner(organisation, patient)).map(KnownPatient::patient);
  }

  @Override
  public void assign(Assignment assignment) {
    require(assignment.organisation(), assignment.patient());
    String device = assignment.device();
    putTimeline(device, writer.timeline(handle, device).with(assignment));
  }

  @Override
  public void unassign(OrganisationId organisation, String device, Instant at) {
    putTimeline(device, writer.timeline(handle(), device).ended(organisation, at));
  }

  private void putTimeline(String device, DeviceTimeline timeline) {
    writer.putTimeline(handle, device, timeline, this::require);
  }

  @Override
  public Optional<Assignment> assignmentAt(String device, Instant at) {
    return writer.timeline(handle(), device).at(at);
  }

  @Override
  public Optional<GlucoseValue> storedValue(
      OrganisationId organisation, PatientId patient, String session, Instant at) {
    return find(organisation, patient)
        .flatMap(row -> writer.day(handle, row, at).value(session, at.getEpochSecond()));
  }

  @Override
  public void addReadings(
      OrganisationId organisation, PatientId patient, List<StoredReading> readings) {
    writer.add(handle(), require(organisation, patient), readings);
  }

  @Override
  public boolean hasEvent(OrganisationId organisation, PatientId patient, UUID id) {
    return find(organisation, patient).map(row -> events(row).has(id)).orElse(false);
  }

  @Override
  public void addEvents(OrganisationId organisation, PatientId patient, List<CareEvent> events) {
    EventTable table = events(require(organisation, patient));
    for (CareEvent each : events) {
      if (table.has(each.id())) {
        throw new IllegalStateException("a care event with this id is stored already");
      }
      table.insert(each);
    }
  }

  private EventTable events(PatientRow row) {
    return new EventTable(handle(), row, writer.keys().of(row.owner()));
  }

  @Override
  public void putLaboratory(OrganisationId organisation, PatientId patient, LaboratoryEntry entry) {
    programme(require(organisation, patient)).put(entry);
  }

  @Override
  public void putGoal(OrganisationId organisation, PatientId patient, GoalEntry goal) {
    programme(require(organisation, patient)).put(goal);
  }

  private ProgrammeTable programme(PatientRow row) {
    return new ProgrammeTable(handle(), row, writer.keys().of(row.owner()));
  }

  @Override
  public GlucoseTrace trace(
      OrganisationId organisation, PatientId patient, Instant from, Instant to) {
    return find(organisation, patient)
        .map(row -> writer.trace(handle, row, from, to))
        .orElse(GlucoseTrace.EMPTY);
  }

  @Override
  public void putSummary(OrganisationId organisation, Summary summary) {
    PatientRow row = require(organisation, summary.patient());
    new SummaryTable(handle, row, writer.keys().of(row.owner())).put(summary);
  }

  @Override
  public void removeSummaries(OrganisationId organisation, PatientId patient) {
    PatientRow row = require(organisation, patient);
    new SummaryTable(handle, row, writer.keys().of(row.owner())).removeAll();
  }

  @Override
  public void putAlarm(OrganisationId organisation, Alarm alarm) {
    PatientRow row = require(organisation, alarm.patient());
    new AlarmTable(handle, writer.keys()::of).put(row, alarm);
  }

  @Override
  public void hold(HeldReading held) {
    new MonitorTable(handle()).hold(held, writer.heldSeal());
  }

  @Override
  public void releaseHeld(String device, Instant from, Instant to) {
    new MonitorTable(handle()).release(device, from, to);
  }

  @Override
  public void countRefusals(String reason, long count) {
    new MonitorTable(handle()).countRefusals(reason, count);
  }

  @Override
  public void putMonitorState(OrganisationId organisation, PatientId patient, byte[] state) {
    PatientRow row = require(organisation, patient);
    new MonitorTable(handle).putState(row, writer.keys().of(row.owner()), state);
  }

  @Override
  public void putMonitorPosition(long position) {
    new MonitorTable(handle()).putPosition(position);
  }

  @Override
  public void putAccount(Account account) {
    if (!account.name().equals(account.name().toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("a sign-in name is written in lower case");
    }
    account.patient().ifPresent(patient -> require(account.organisation(), patient));
    var accounts = new AccountTable(handle());
    Optional<Account> known = accounts.named(account.name());
    if (known.isPresent() && !known.get().organisation().equals(account.organisation())) {
      throw new IllegalArgumentException("the sign-in name is taken");
    }
    accounts.put(new PatientTable(handle).organisationOrNew(account.organisation()), account);
  }

  @Override
  public void audit(OrganisationId organisation, AuditEntry entry) {
    long number = new PatientTable(handle()).organisationOrNew(organisation);
    new AccountTable(handle).add(number, entry);
  }
}
