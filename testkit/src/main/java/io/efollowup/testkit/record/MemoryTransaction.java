package io.efollowup.testkit.record;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.record.Account;
import io.efollowup.record.Alarm;
import io.efollowup.record.Assignment;
import io.efollowup.record.AuditEntry;
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
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Changes a copy of the state. */
final class MemoryTransaction implements RecordTransaction {
  private final MemoryState state;
  private final Thread thread = Thread.currentThread();
  private boolean ended;

  MemoryTransaction(MemoryState state) {
    this.state = state;
  }

  void end() {
    ended = true;
  }

  private MemoryState state() {
    if (ended || Thread.currentThread() != thread) {
      throw new IllegalStateException("a transaction is used on its thread and while it runs");
    }
    return state;
  }

  @Override
  public void addPatient(OrganisationId organisation, Patient patient) {
    state().add(organisation, new MemoryPatient(patient));
  }

  @Override
  public void updatePatient(OrganisationId organisation, Patient patient) {
    state().changing(organisation, patient.id()).patient = patient;
  }

  @Override
  public Optional<Patient> patient(OrganisationId organisation, PatientId patient) {
    return state().patient(organisation, patient).map(found -> found.patient);
  }

  @Override
  public void assign(Assignment assignment) {
    requirePatient(assignment.organisation(), assignment.patient());
    String device = assignment.device();
    state.timelines.put(device, state.timeline(device).with(assignment));
  }

  @Override
  public void unassign(OrganisationId organisation, String device, Instant at) {
    state().timelines.put(device, state.timeline(device).ended(organisation, at));
  }

  @Override
  public Optional<Assignment> assignmentAt(String device, Instant at) {
    return state().timeline(device).at(at);
  }

  @Override
  public Optional<GlucoseValue> storedValue(
      OrganisationId organisation, PatientId patient, String session, Instant at) {
    var key = new MemoryPatient.ReadingKey(at.truncatedTo(ChronoUnit.SECONDS), session);
    return state()
        .patient(organisation, patient)
        .map(found -> found.readings.get(key))
        .map(stored -> stored.reading().value());
  }

  @Override
  public void addReadings(
      OrganisationId organisation, PatientId patient, List<StoredReading> readings) {
    MemoryPatient target = state().changing(organisation, patient);
    for (StoredReading each : readings) {
      var key = new MemoryPatient.ReadingKey(each.reading().at(), each.session());
      Instant receivedAt = each.receivedAt().truncatedTo(ChronoUnit.SECONDS);
      var stored = new StoredReading(each.session(), each.reading(), receivedAt);
      if (target.readings.putIfAbsent(key, stored) != null) {
        throw new IllegalStateException("a reading with this identity is stored already");
      }
    }
  }

  @Override
  public boolean hasEvent(OrganisationId organisation, PatientId patient, UUID id) {
    return state()
        .patient(organisation, patient)
        .map(found -> found.events.containsKey(id))
        .orElse(false);
  }

  @Override
  public void addEvents(OrganisationId organisation, PatientId patient, List<CareEvent> events) {
    MemoryPatient target = state().changing(organisation, patient);
    for (CareEvent each : events) {
      if (target.events.putIfAbsent(each.id(), each) != null) {
        throw new IllegalStateException("a care event with this id is stored already");
      }
    }
  }

  @Override
  public void putLaboratory(OrganisationId organisation, PatientId patient, LaboratoryEntry entry) {
    state().changing(organisation, patient).laboratory.put(entry.id(), entry);
  }

  @Override
  public void putGoal(OrganisationId organisation, PatientId patient, GoalEntry goal) {
    state().changing(organisation, patient).goals.put(goal.id(), goal);
  }

  @Override
  public GlucoseTrace trace(
      OrganisationId organisation, PatientId patient, Instant from, Instant to) {
    return state()
        .patient(organisation, patient)
        .map(found -> found.trace(from, to))
        .orElse(GlucoseTrace.EMPTY);
  }

  @Override
  public void putSummary(OrganisationId organisation, Summary summary) {
    var key = new MemoryPatient.SummaryKey(summary.span(), summary.start());
    state().changing(organisation, summary.patient()).summaries.put(key, summary);
  }

  @Override
  public void removeSummaries(OrganisationId organisation, PatientId patient) {
    state().changing(organisation, patient).summaries.clear();
  }

  @Override
  public void putAlarm(OrganisationId organisation, Alarm alarm) {
    var key = new MemoryPatient.AlarmKey(alarm.kind(), alarm.since());
    state().changing(organisation, alarm.patient()).alarms.put(key, alarm);
  }

  @Override
  public void hold(HeldReading held) {
    boolean known =
        state().held.stream()
            .anyMatch(
                each ->
                    each.device().equals(held.device())
                        && Arrays.equals(each.payload(), held.payload()));
    if (!known) {
      state.held.add(
          new HeldReading(held.device(), held.at(), held.receivedAt(), held.payload().clone()));
    }
  }

  @Override
  public void releaseHeld(String device, Instant from, Instant to) {
    state()
        .held
        .removeIf(
            each ->
                each.device().equals(device)
                    && !each.at().isBefore(from)
                    && each.at().isBefore(to));
  }

  @Override
  public void countRefusals(String reason, long count) {
    state().refused.merge(reason, count, Long::sum);
  }

  @Override
  public void putMonitorState(OrganisationId organisation, PatientId patient, byte[] bytes) {
    state().changing(organisation, patient).monitorState = bytes.clone();
  }

  @Override
  public void putMonitorPosition(long position) {
    state().position = position;
  }

  @Override
  public void putAccount(Account account) {
    if (!account.name().equals(account.name().toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("a sign-in name is written in lower case");
    }
    account.patient().ifPresent(patient -> requirePatient(account.organisation(), patient));
    Account known = state().accounts.get(account.name());
    if (known != null && !known.organisation().equals(account.organisation())) {
      throw new IllegalArgumentException("the sign-in name is taken");
    }
    state.accounts.put(account.name(), account);
    state.organisations.add(account.organisation());
  }

  @Override
  public void audit(OrganisationId organisation, AuditEntry entry) {
    state().audit.add(new MemoryState.Audited(organisation, entry));
    state.organisations.add(organisation);
  }

  private void requirePatient(OrganisationId organisation, PatientId patient) {
    if (state().patient(organisation, patient).isEmpty()) {
      throw new IllegalArgumentException("no such patient in this organisation");
    }
  }
}
