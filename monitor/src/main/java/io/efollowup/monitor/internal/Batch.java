package io.efollowup.monitor.internal;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.monitor.PatientChange;
import io.efollowup.monitor.core.Input;
import io.efollowup.monitor.core.MonitorCore;
import io.efollowup.monitor.core.PatientProfile;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.HeldReading;
import io.efollowup.record.RecordTransaction;
import io.efollowup.telemetry.AdmittedCodec;
import io.efollowup.telemetry.AdmittedMessage;
import io.efollowup.telemetry.Refusal;
import io.efollowup.telemetry.TelemetryMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One batch inside one transaction, used once: what it learns reaches the caches only after the
 * commit, so that a transaction that fails leaves nothing behind.
 */
final class Batch {
  private final ClinicalRecord record;
  private final RecordTransaction tx;
  private final MonitorCore core;
  private final PatientCache cache;
  private final Watch watch;
  private final HeldDevices held;
  private final Map<PatientKey, Optional<PatientWork>> work = new LinkedHashMap<>();
  private final Set<String> holding = new HashSet<>();
  private final Set<String> released = new HashSet<>();
  private final Tally tally = new Tally();

  Batch(
      ClinicalRecord record,
      RecordTransaction tx,
      MonitorCore core,
      PatientCache cache,
      Watch watch,
      HeldDevices held) {
    this.record = record;
    this.tx = tx;
    this.core = core;
    this.cache = cache;
    this.watch = watch;
    this.held = held;
  }

  /** Steps every patient by every entry and writes the outcome and the position after the last. */
  Batch run(List<DecodedEntry> entries) {
    entries.forEach(this::take);
    all().forEach((key, patient) -> patient.write());
    tally.refused().forEach(tx::countRefusals);
    tx.putMonitorPosition(entries.getLast().position() + 1);
    return this;
  }

  private void take(DecodedEntry entry) {
    switch (entry) {
      case DecodedEntry.Message message -> take(message);
      case DecodedEntry.Tick tick -> take(tick.input());
      case DecodedEntry.Poison ignored -> tally.refused(Tally.UNDECODABLE);
    }
  }

  private void take(DecodedEntry.Message entry) {
    for (Refusal refusal : entry.admitted().refusals()) {
      tally.refused(refusal.reason().code());
    }
    TelemetryMessage message = entry.admitted().message();
    Map<PatientKey, List<GlucoseReading>> readings = new LinkedHashMap<>();
    Map<PatientKey, List<CareEvent>> events = new LinkedHashMap<>();
    for (GlucoseReading reading : message.readings()) {
      owner(entry.device(), reading.at())
          .ifPresentOrElse(
              key -> readings.computeIfAbsent(key, k -> new ArrayList<>()).add(reading),
              () -> hold(entry, reading.at(), List.of(reading), List.of()));
    }
    for (CareEvent event : message.events()) {
      owner(entry.device(), event.at())
          .ifPresentOrElse(
              key -> events.computeIfAbsent(key, k -> new ArrayList<>()).add(event),
              () -> hold(entry, event.at(), List.of(), List.of(event)));
    }
    readings.forEach(
        (key, own) ->
            step(
                key,
                new Input.Readings(entry.device(), entry.receivedAt(), message.session(), own)));
    events.forEach(
        (key, own) -> step(key, new Input.Events(entry.device(), entry.receivedAt(), own)));
    release(entry.device(), readings, events);
  }

  private Optional<PatientKey> owner(String device, Instant at) {
    return tx.assignmentAt(device, at).map(PatientKey::of).filter(key -> patient(key).isPresent());
  }

  private void step(PatientKey key, Input input) {
    patient(key).ifPresent(patient -> patient.step(core, input));
  }

  private Optional<PatientWork> patient(PatientKey key) {
    return work.computeIfAbsent(
        key,
        k ->
            profile(k)
                .map(profile -> new PatientWork(k, profile, cache.patient(k), record, tx, tally)));
  }

  /** As it is in this transaction: a change of a profile is wholly before or behind a batch. */
  private Optional<PatientProfile> profile(PatientKey key) {
    return tx.patient(key.organisation(), key.patient())
        .map(patient -> new PatientProfile(patient.thresholds(), patient.zone()));
  }

  /** Each item is kept by itself: whichever time is assigned later takes exactly its own. */
  private void hold(
      DecodedEntry.Message entry,
      Instant at,
      List<GlucoseReading> readings,
      List<CareEvent> events) {
    String session = entry.admitted().message().session();
    var alone = new AdmittedMessage(new TelemetryMessage(session, readings, events), List.of());
    tx.hold(new HeldReading(entry.device(), at, entry.receivedAt(), AdmittedCodec.write(alone)));
    tally.refused(Tally.UNASSIGNED);
    holding.add(entry.device());
  }

  /** What now has a patient is no longer kept aside. */
  private void release(
      String device,
      Map<PatientKey, List<GlucoseReading>> readings,
      Map<PatientKey, List<CareEvent>> events) {
    if (!holding.contains(device) && !held.mayHold(device)) {
      return;
    }
    Set<Instant> seconds = new TreeSet<>();
    readings.values().forEach(own -> own.forEach(reading -> seconds.add(reading.at())));
    events.values().forEach(own -> own.forEach(event -> seconds.add(event.at())));
    seconds.forEach(at -> tx.releaseHeld(device, at, at.plusNanos(1)));
    released.add(device);
  }

  /** Looks at the patients a tick can matter to, those of this batch included. */
  private void take(Input.Tick tick) {
    Set<PatientKey> due = new TreeSet<>(watch.due(tick.at()));
    all().forEach((key, patient) -> due.add(key));
    due.forEach(key -> patient(key).ifPresent(patient -> look(key, patient, tick)));
  }

  private void look(PatientKey key, PatientWork patient, Input.Tick tick) {
    for (String device : patient.state().watchedDevices()) {
      if (tx.assignmentAt(device, tick.at()).map(PatientKey::of).filter(key::equals).isEmpty()) {
        patient.step(core, new Input.AssignmentEnded(device, tick.at()));
      }
    }
    patient.step(core, tick);
    patient.lookedAt(tick.at());
  }

  private Map<PatientKey, PatientWork> all() {
    Map<PatientKey, PatientWork> all = new LinkedHashMap<>();
    work.forEach((key, patient) -> patient.ifPresent(found -> all.put(key, found)));
    return all;
  }

  /** Tells the caches what was committed. */
  Committed publish() {
    List<PatientChange> changes = new ArrayList<>();
    all()
        .forEach(
            (key, patient) -> {
              cache.committed(key, patient.after());
              watch.committed(key, patient.state(), patient.looked());
              patient.change().ifPresent(changes::add);
            });
    released.forEach(held::forget);
    holding.forEach(held::holds);
    return new Committed(changes, tally);
  }
}
