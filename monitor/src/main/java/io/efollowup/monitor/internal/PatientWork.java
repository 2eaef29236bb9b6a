package io.efollowup.monitor.internal;

import io.efollowup.glucose.CalendarSpan;
import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.monitor.PatientChange;
import io.efollowup.monitor.core.Input;
import io.efollowup.monitor.core.KnownItems;
import io.efollowup.monitor.core.MonitorCore;
import io.efollowup.monitor.core.Output;
import io.efollowup.monitor.core.PatientProfile;
import io.efollowup.monitor.core.PatientState;
import io.efollowup.monitor.core.Step;
import io.efollowup.record.Alarm;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.RecordTransaction;
import io.efollowup.record.RunningSummary;
import io.efollowup.record.StoredReading;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What one batch does to one patient: gathered step by step, written once. */
final class PatientWork implements KnownItems {
  private record Identity(String session, Instant at) {}

  private final PatientKey key;
  private final PatientProfile profile;
  private final KnownPatient before;
  private final RecordTransaction tx;
  private final AlarmWriter alarms;
  private final Tally tally;
  private final List<StoredReading> readings = new ArrayList<>();
  private final Map<Identity, GlucoseValue> values = new HashMap<>();
  private final List<CareEvent> events = new ArrayList<>();
  private final Set<UUID> eventIds = new HashSet<>();
  private final Set<CalendarSpan> touched = new LinkedHashSet<>();
  private final List<RunningSummary> summaries = new ArrayList<>();
  private PatientState state;
  private Instant looked = Instant.EPOCH;

  PatientWork(
      PatientKey key,
      PatientProfile profile,
      KnownPatient before,
      ClinicalRecord record,
      RecordTransaction tx,
      Tally tally) {
    this.key = key;
    this.profile = profile;
    this.before = before;
    this.tx = tx;
    this.alarms = new AlarmWriter(record, key);
    this.tally = tally;
    this.state = before.state();
  }

  PatientState state() {
    return state;
  }

  void step(MonitorCore core, Input input) {
    Step step = core.step(state, input, profile, this);
    state = step.next();
    step.outputs().forEach(this::take);
  }

  void lookedAt(Instant at) {
    looked = at;
  }

  Instant looked() {
    return looked;
  }

  private void take(Output output) {
    switch (output) {
      case Output.StoreReading(var session, var reading, var receivedAt) -> {
        values.put(new Identity(session, reading.at()), reading.value());
        readings.add(
            new StoredReading(session, reading, receivedAt.truncatedTo(ChronoUnit.SECONDS)));
      }
      case Output.StoreEvent(var event) -> {
        eventIds.add(event.id());
        events.add(event);
      }
      case Output.Refuse(var reason) -> tally.refused(reason.code());
      case Output.Duplicate() -> tally.refused(Tally.DUPLICATE);
      case Output.SummaryTouched(var span) -> touched.add(span);
      case Output.RaiseAlarm raise -> {
        alarms.raise(raise);
        tally.raised(AlarmWriter.kindOf(raise.cause()));
      }
      case Output.ResolveAlarm resolve -> alarms.resolve(resolve);
    }
  }

  @Override
  public Optional<GlucoseValue> valueAt(String session, Instant at) {
    GlucoseValue pending = values.get(new Identity(session, at));
    return pending != null
        ? Optional.of(pending)
        : tx.storedValue(key.organisation(), key.patient(), session, at);
  }

  @Override
  public boolean hasEvent(UUID id) {
    return eventIds.contains(id) || tx.hasEvent(key.organisation(), key.patient(), id);
  }

  /** Writes what was gathered; readings first, for the summaries are computed from them. */
  void write() {
    if (!readings.isEmpty()) {
      tx.addReadings(key.organisation(), key.patient(), readings);
      tally.stored(readings.size());
    }
    if (!events.isEmpty()) {
      tx.addEvents(key.organisation(), key.patient(), events);
    }
    summaries.addAll(before.summaries());
    touched.forEach(this::writeSummary);
    alarms.changed().forEach(alarm -> tx.putAlarm(key.organisation(), alarm));
    if (!state.equals(before.state())) {
      tx.putMonitorState(key.organisation(), key.patient(), state.encoded());
    }
  }

  private void writeSummary(CalendarSpan span) {
    var thresholds = profile.thresholds();
    List<GlucoseReading> added = addedTo(span);
    RunningSummary summary =
        summaries.stream()
            .filter(running -> running.takes(span, thresholds, added))
            .findFirst()
            .map(running -> running.with(added))
            .orElseGet(
                () ->
                    RunningSummary.of(
                        key.patient(),
                        span,
                        thresholds,
                        tx.trace(key.organisation(), key.patient(), span.from(), span.to())));
    tx.putSummary(key.organisation(), summary.summary());
    summaries.removeIf(running -> running.span().unit() == span.unit());
    summaries.add(summary);
  }

  private List<GlucoseReading> addedTo(CalendarSpan span) {
    return readings.stream()
        .map(StoredReading::reading)
        .filter(r -> !r.at().isBefore(span.from()) && r.at().isBefore(span.to()))
        .sorted(Comparator.comparing(GlucoseReading::at))
        .toList();
  }

  KnownPatient after() {
    return new KnownPatient(state, summaries);
  }

  /** What to tell; empty when nothing that is seen changed. */
  Optional<PatientChange> change() {
    List<Alarm> changed = List.copyOf(alarms.changed());
    if (readings.isEmpty() && events.isEmpty() && changed.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> newest =
        readings.stream().map(stored -> stored.reading().at()).max(Comparator.naturalOrder());
    return Optional.of(new PatientChange(key.organisation(), key.patient(), newest, changed));
  }
}
