package io.efollowup.testkit.record;

import static java.util.Comparator.comparing;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.record.Account;
import io.efollowup.record.Alarm;
import io.efollowup.record.Assignment;
import io.efollowup.record.AuditEntry;
import io.efollowup.record.GoalEntry;
import io.efollowup.record.LaboratoryEntry;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.StoredReading;
import io.efollowup.record.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One organisation's view of the newest snapshot. */
record MemoryOrganisation(InMemoryRecord whole, OrganisationId organisation)
    implements OrganisationRecord {
  private Optional<MemoryPatient> data(PatientId patient) {
    return whole.snapshot().patient(organisation, patient);
  }

  private Stream<MemoryPatient> all() {
    return whole.snapshot().patients.entrySet().stream()
        .filter(entry -> entry.getKey().organisation().equals(organisation))
        .map(entry -> entry.getValue());
  }

  @Override
  public Optional<Patient> patient(PatientId patient) {
    return data(patient).map(found -> found.patient);
  }

  @Override
  public List<Patient> patients() {
    return all().map(each -> each.patient).sorted(comparing(Patient::id)).toList();
  }

  @Override
  public List<StoredReading> readings(PatientId patient, Instant from, Instant to) {
    return data(patient).map(found -> found.readings(from, to)).orElse(List.of());
  }

  @Override
  public GlucoseTrace trace(PatientId patient, Instant from, Instant to) {
    return data(patient).map(found -> found.trace(from, to)).orElse(GlucoseTrace.EMPTY);
  }

  @Override
  public Optional<StoredReading> latestReading(PatientId patient) {
    return data(patient).map(found -> found.readings.lastEntry()).map(entry -> entry.getValue());
  }

  @Override
  public Optional<Instant> firstReadingAt(PatientId patient) {
    return data(patient).map(found -> found.readings.firstEntry()).map(e -> e.getKey().at());
  }

  @Override
  public List<CareEvent> events(PatientId patient, Instant from, Instant to) {
    return data(patient).stream()
        .flatMap(found -> found.events.values().stream())
        .filter(each -> !each.at().isBefore(from) && each.at().isBefore(to))
        .sorted(comparing(CareEvent::at).thenComparing(CareEvent::id))
        .toList();
  }

  @Override
  public List<LaboratoryEntry> laboratory(PatientId patient) {
    return data(patient).stream()
        .flatMap(found -> found.laboratory.values().stream())
        .sorted(comparing(LaboratoryEntry::at).thenComparing(LaboratoryEntry::id))
        .toList();
  }

  @Override
  public List<GoalEntry> goals(PatientId patient) {
    return data(patient).stream()
        .flatMap(found -> found.goals.values().stream())
        .sorted(GoalEntry.AS_SET)
        .toList();
  }

  @Override
  public List<Summary> summaries(PatientId patient, Summary.Span span, Instant from, Instant to) {
    return data(patient).stream()
        .flatMap(found -> found.summaries.values().stream())
        .filter(each -> each.span() == span)
        .filter(each -> !each.start().isBefore(from) && each.start().isBefore(to))
        .sorted(comparing(Summary::start))
        .toList();
  }

  @Override
  public List<Alarm> alarms(PatientId patient, Instant from, Instant to) {
    return data(patient).stream()
        .flatMap(found -> found.alarms.values().stream())
        .filter(each -> each.since().isAfter(from) && !each.since().isAfter(to))
        .sorted(Alarm.NEWEST_FIRST)
        .toList();
  }

  @Override
  public List<Alarm> activeAlarms() {
    return all()
        .flatMap(each -> each.alarms.values().stream())
        .filter(Alarm::isActive)
        .sorted(Alarm.NEWEST_FIRST)
        .toList();
  }

  @Override
  public List<Assignment> assignments(PatientId patient) {
    return whole.snapshot().timelines.values().stream()
        .flatMap(timeline -> timeline.assignments().stream())
        .filter(each -> each.organisation().equals(organisation))
        .filter(each -> each.patient().equals(patient))
        .sorted(comparing(Assignment::from).thenComparing(Assignment::device))
        .toList();
  }

  @Override
  public List<Account> accounts() {
    return whole.snapshot().accounts.values().stream()
        .filter(each -> each.organisation().equals(organisation))
        .toList();
  }

  @Override
  public List<AuditEntry> audit(int limit) {
    return whole.snapshot().audit.reversed().stream()
        .filter(each -> each.organisation().equals(organisation))
        .map(MemoryState.Audited::entry)
        .limit(limit)
        .toList();
  }

  @Override
  public Set<String> sessions(PatientId patient) {
    return data(patient).stream()
        .flatMap(found -> found.readings.values().stream())
        .map(StoredReading::session)
        .collect(Collectors.toUnmodifiableSet());
  }
}
