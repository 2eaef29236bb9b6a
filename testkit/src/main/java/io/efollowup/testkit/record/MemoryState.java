package io.efollowup.testkit.record;

import io.efollowup.record.Account;
import io.efollowup.record.AuditEntry;
import io.efollowup.record.DeviceTimeline;
import io.efollowup.record.HeldReading;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import io.efollowup.record.RecordStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Everything in the record at one moment. A transaction changes a copy of its own. */
final class MemoryState {
  /** Whose: a pseudonym means nothing without its organisation. */
  record Key(OrganisationId organisation, PatientId patient) {}

  /** One line of an organisation's audit. */
  record Audited(OrganisationId organisation, AuditEntry entry) {}

  final Set<OrganisationId> organisations = new HashSet<>();
  final Map<Key, MemoryPatient> patients = new HashMap<>();
  final Map<String, DeviceTimeline> timelines = new TreeMap<>();
  final Map<String, Account> accounts = new TreeMap<>();
  final List<Audited> audit = new ArrayList<>();
  final List<HeldReading> held = new ArrayList<>();
  final Map<String, Long> refused = new TreeMap<>();
  long position;

  /** Patients this copy owns and may change. */
  private final Set<Key> own = new HashSet<>();

  MemoryState copy() {
    var copy = new MemoryState();
    copy.organisations.addAll(organisations);
    copy.patients.putAll(patients);
    copy.timelines.putAll(timelines);
    copy.accounts.putAll(accounts);
    copy.audit.addAll(audit);
    copy.held.addAll(held);
    copy.refused.putAll(refused);
    copy.position = position;
    return copy;
  }

  Optional<MemoryPatient> patient(OrganisationId organisation, PatientId patient) {
    return Optional.ofNullable(patients.get(new Key(organisation, patient)));
  }

  /** The patient's data, fit for change. */
  MemoryPatient changing(OrganisationId organisation, PatientId patient) {
    var key = new Key(organisation, patient);
    MemoryPatient found = patients.get(key);
    if (found == null) {
      throw new IllegalArgumentException("no such patient in this organisation");
    }
    if (own.add(key)) {
      found = found.copy();
      patients.put(key, found);
    }
    return found;
  }

  void add(OrganisationId organisation, MemoryPatient patient) {
    var key = new Key(organisation, patient.patient.id());
    if (patients.putIfAbsent(key, patient) != null) {
      throw new IllegalArgumentException("a patient with this pseudonym exists");
    }
    own.add(key);
    organisations.add(organisation);
  }

  DeviceTimeline timeline(String device) {
    return timelines.getOrDefault(device, new DeviceTimeline(List.of()));
  }

  RecordStatus status() {
    long readings = 0;
    long events = 0;
    long alarms = 0;
    for (MemoryPatient patient : patients.values()) {
      readings += patient.readings.size();
      events += patient.events.size();
      alarms += patient.alarms.size();
    }
    return new RecordStatus(
        patients.size(), readings, events, alarms, held.size(), refused, position);
  }
}
