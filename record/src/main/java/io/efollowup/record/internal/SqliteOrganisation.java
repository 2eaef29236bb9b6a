package io.efollowup.record.internal;

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
import io.efollowup.vault.EncryptedDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** One organisation's queries, each on a snapshot of its own. */
record SqliteOrganisation(EncryptedDatabase database, PatientKeys keys, OrganisationId organisation)
    implements OrganisationRecord {

  private <T> T read(Function<Handle, T> query) {
    return database.<T, RuntimeException>read(query::apply);
  }

  private Owner owner(PatientId patient) {
    return new Owner(organisation, patient);
  }

  /** Asks about one patient; the answer for one who is not here is {@code absent}. */
  private <T> T of(PatientId patient, T absent, PatientQuery<T> query) {
    return read(
        handle ->
            new PatientTable(handle)
                .find(owner(patient))
                .map(row -> query.ask(handle, row, keys.of(row.owner())))
                .orElse(absent));
  }

  private interface PatientQuery<T> {
    T ask(Handle handle, PatientRow row, PatientSeal seal);
  }

  @Override
  public Optional<Patient> patient(PatientId patient) {
    return read(handle -> new PatientTable(handle).patient(owner(patient)));
  }

  @Override
  public List<Patient> patients() {
    return read(handle -> new PatientTable(handle).patients(organisation));
  }

  @Override
  public List<StoredReading> readings(PatientId patient, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      return List.of();
    }
    return of(
        patient,
        List.of(),
        (handle, row, seal) ->
            new ReadingTable(handle, row, seal)
                .days(ReadingTable.day(from), ReadingTable.dayBefore(to)).stream()
                    .filter(each -> !each.reading().at().isBefore(from))
                    .filter(each -> each.reading().at().isBefore(to))
                    .toList());
  }

  @Override
  public GlucoseTrace trace(PatientId patient, Instant from, Instant to) {
    var trace = new GlucoseTrace.Builder();
    readings(patient, from, to).forEach(each -> trace.accept(each.reading()));
    return trace.build();
  }

  @Override
  public Optional<StoredReading> latestReading(PatientId patient) {
    return of(
        patient,
        Optional.empty(),
        (handle, row, seal) -> {
          var table = new ReadingTable(handle, row, seal);
          OptionalLong day = table.lastDay();
          return day.isEmpty()
              ? Optional.empty()
              : Optional.of(table.days(day.getAsLong(), day.getAsLong()).getLast());
        });
  }

  @Override
  public Optional<Instant> firstReadingAt(PatientId patient) {
    return of(
        patient,
        Optional.empty(),
        (handle, row, seal) -> {
          var table = new ReadingTable(handle, row, seal);
          OptionalLong day = table.firstDay();
          return day.isEmpty()
              ? Optional.empty()
              : Optional.of(table.days(day.getAsLong(), day.getAsLong()).getFirst().reading().at());
        });
  }

  @Override
  public List<CareEvent> events(PatientId patient, Instant from, Instant to) {
    return of(
        patient,
        List.of(),
        (handle, row, seal) -> new EventTable(handle, row, seal).between(from, to));
  }

  @Override
  public List<LaboratoryEntry> laboratory(PatientId patient) {
    return of(
        patient,
        List.of(),
        (handle, row, seal) -> new ProgrammeTable(handle, row, seal).laboratory());
  }

  @Override
  public List<GoalEntry> goals(PatientId patient) {
    return of(
        patient, List.of(), (handle, row, seal) -> new ProgrammeTable(handle, row, seal).goals());
  }

  @Override
  public List<Summary> summaries(PatientId patient, Summary.Span span, Instant from, Instant to) {
    return of(
        patient,
        List.of(),
        (handle, row, seal) -> new SummaryTable(handle, row, seal).between(span, from, to));
  }

  @Override
  public List<Alarm> alarms(PatientId patient, Instant from, Instant to) {
    return read(handle -> new AlarmTable(handle, keys::of).of(owner(patient), from, to));
  }

  @Override
  public List<Alarm> activeAlarms() {
    return read(handle -> new AlarmTable(handle, keys::of).active(organisation));
  }

  @Override
  public List<Assignment> assignments(PatientId patient) {
    return read(handle -> new AssignmentTable(handle).of(owner(patient)));
  }

  @Override
  public List<Account> accounts() {
    return read(handle -> new AccountTable(handle).of(organisation));
  }

  @Override
  public List<AuditEntry> audit(int limit) {
    return read(handle -> new AccountTable(handle).audit(organisation, limit));
  }

  @Override
  public Set<String> sessions(PatientId patient) {
    return of(
        patient,
        Set.of(),
        (handle, row, seal) ->
            Set.copyOf(
                handle
                    .createQuery("SELECT name FROM session WHERE patient = ? AND organisation = ?")
                    .bind(0, row.number())
                    .bind(1, row.organisation())
                    .mapTo(String.class)
                    .list()));
  }
}
