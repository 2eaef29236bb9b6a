package io.efollowup.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.journal.InMemoryJournal;
import io.efollowup.journal.Journal;
import io.efollowup.journal.JournalEntry;
import io.efollowup.monitor.core.PatientState;
import io.efollowup.monitor.internal.Ticks;
import io.efollowup.record.Alarm;
import io.efollowup.record.Assignment;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.Summary;
import io.efollowup.telemetry.AdmittedCodec;
import io.efollowup.telemetry.AdmittedMessage;
import io.efollowup.telemetry.Refusal;
import io.efollowup.telemetry.TelemetryMessage;
import io.efollowup.testkit.record.InMemoryRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A journal, a record with patients, and a monitor between them. */
final class MonitorFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-05-10T00:00:00Z");
  static final PatientId ANNA = new PatientId("P-ANNA1");
  static final PatientId BERT = new PatientId("P-BERT2");
  static final String DEVICE = "device-1";
  static final MonitorSettings SETTINGS =
      MonitorSettings.DEFAULT
          .withTickEvery(Duration.ofDays(1))
          .withRetry(Duration.ofMillis(1), Duration.ofMillis(5));
  static final Duration PATIENCE = Duration.ofMinutes(2);

  final Journal journal;
  final ClinicalRecord record;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final List<Set<PatientChange>> told = new CopyOnWriteArrayList<>();
  final AtomicReference<Instant> now = new AtomicReference<>(START);
  MonitorRunner runner;

  MonitorFixture() {
    this(new InMemoryJournal(10), new InMemoryRecord());
  }

  MonitorFixture(Journal journal, ClinicalRecord record) {
    this.journal = journal;
    this.record = record;
  }

  MonitorFixture withPatients() {
    record.write(
        tx -> {
          tx.addPatient(OrganisationId.DEFAULT, patient(ANNA));
          tx.addPatient(OrganisationId.DEFAULT, patient(BERT));
          tx.assign(assignment(DEVICE, ANNA, START.minus(Duration.ofDays(30))));
          return null;
        });
    return this;
  }

  static Patient patient(PatientId id) {
    return new Patient(
        id,
        DiabetesType.TYPE_1,
        OptionalInt.of(1980),
        ZoneId.of("Asia/Shanghai"),
        GlucoseUnit.MMOL_L,
        TargetLimits.ADULT,
        START.minus(Duration.ofDays(60)));
  }

  static Assignment assignment(String device, PatientId patient, Instant from) {
    return new Assignment(OrganisationId.DEFAULT, device, patient, from, Optional.empty());
  }

  MonitorFixture started() {
    return started(SETTINGS, told::add);
  }

  MonitorFixture started(MonitorSettings settings, MonitorListener listener) {
    runner = new MonitorRunner(journal, record, settings, listener, meters, now::get);
    runner.start();
    return this;
  }

  void restart() {
    runner.close();
    started();
  }

  static GlucoseReading reading(Instant at, double mgdl) {
    return new GlucoseReading(
        at,
        ZoneOffset.ofHours(8),
        new GlucoseValue.Measured(Glucose.mgdl(mgdl)),
        OptionalDouble.empty());
  }

  static Instant minute(long minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  /** A live reading. */
  long send(long minutes, double mgdl) {
    return send(DEVICE, minute(minutes).plusSeconds(3), List.of(reading(minute(minutes), mgdl)));
  }

  long send(String device, Instant receivedAt, List<GlucoseReading> readings) {
    return send(device, receivedAt, readings, List.of(), List.of());
  }

  long send(
      String device,
      Instant receivedAt,
      List<GlucoseReading> readings,
      List<CareEvent> events,
      List<Refusal> refusals) {
    var message = new AdmittedMessage(new TelemetryMessage("s-1", readings, events), refusals);
    return append(new JournalEntry(device, receivedAt, AdmittedCodec.write(message)));
  }

  long tick(long minutes) {
    return append(Ticks.entry(minute(minutes), START));
  }

  long append(JournalEntry entry) {
    return journal.append(entry).join();
  }

  /** Waits until everything appended so far is in the record. */
  void settle() throws InterruptedException {
    assertThat(runner.awaitPosition(journal.end(), PATIENCE))
        .as(() -> "the monitor stands at " + runner.position() + ": " + runner.fault())
        .isTrue();
  }

  OrganisationRecord organisation() {
    return record.in(OrganisationId.DEFAULT);
  }

  List<Alarm> alarms(PatientId patient) {
    return organisation().alarms(patient, START.minus(Duration.ofDays(90)), minute(100_000));
  }

  /** Kind, minute it began and whether it is active, newest first. */
  List<String> alarmTexts(PatientId patient) {
    return alarms(patient).stream()
        .map(
            alarm ->
                alarm.kind()
                    + " "
                    + Duration.between(START, alarm.since()).toMinutes()
                    + (alarm.isActive() ? "" : " resolved"))
        .toList();
  }

  /** Everything in the record that the monitor writes, as text that can be compared. */
  String dump() {
    var text = new StringBuilder();
    Instant from = START.minus(Duration.ofDays(90));
    Instant to = minute(100_000);
    for (PatientId id : List.of(ANNA, BERT)) {
      text.append(id).append('\n');
      organisation().readings(id, from, to).forEach(r -> text.append(r).append('\n'));
      organisation().events(id, from, to).forEach(e -> text.append(e).append('\n'));
      alarms(id).forEach(a -> text.append(a).append('\n'));
      for (var span : Summary.Span.values()) {
        organisation().summaries(id, span, from, to).forEach(s -> text.append(s).append('\n'));
      }
      record
          .monitorState(OrganisationId.DEFAULT, id)
          .map(PatientState::decode)
          .ifPresent(state -> text.append(state).append('\n'));
    }
    return text.append(record.status()).toString();
  }

  @Override
  public void close() {
    if (runner != null) {
      runner.close();
    }
    journal.close();
    record.close();
  }
}
