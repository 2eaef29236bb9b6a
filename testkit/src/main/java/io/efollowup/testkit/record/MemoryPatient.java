package io.efollowup.testkit.record;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.record.Alarm;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.GoalEntry;
import io.efollowup.record.LaboratoryEntry;
import io.efollowup.record.Patient;
import io.efollowup.record.StoredReading;
import io.efollowup.record.Summary;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** One patient's data. */
final class MemoryPatient {
  /** Identity of a reading within a patient, in order of time. */
  record ReadingKey(Instant at, String session) implements Comparable<ReadingKey> {
    private static final Comparator<ReadingKey> ORDER =
        Comparator.comparing(ReadingKey::at).thenComparing(ReadingKey::session);

    @Override
    public int compareTo(ReadingKey other) {
      return ORDER.compare(this, other);
    }
  }

  /** Identity of a summary within a patient. */
  record SummaryKey(Summary.Span span, Instant start) {}

  /** Identity of an alarm within a patient. */
  record AlarmKey(AlarmKind kind, Instant since) {}

  Patient patient;
  final TreeMap<ReadingKey, StoredReading> readings = new TreeMap<>();
  final Map<UUID, CareEvent> events = new HashMap<>();
  final Map<SummaryKey, Summary> summaries = new HashMap<>();
  final Map<AlarmKey, Alarm> alarms = new LinkedHashMap<>();
  final Map<UUID, LaboratoryEntry> laboratory = new HashMap<>();
  final Map<UUID, GoalEntry> goals = new HashMap<>();
  byte[] monitorState;

  MemoryPatient(Patient patient) {
    this.patient = patient;
  }

  MemoryPatient copy() {
    var copy = new MemoryPatient(patient);
    copy.readings.putAll(readings);
    copy.events.putAll(events);
    copy.summaries.putAll(summaries);
    copy.alarms.putAll(alarms);
    copy.laboratory.putAll(laboratory);
    copy.goals.putAll(goals);
    copy.monitorState = monitorState;
    return copy;
  }

  List<StoredReading> readings(Instant from, Instant to) {
    return from.isBefore(to)
        ? List.copyOf(readings.subMap(first(from), first(to)).values())
        : List.of();
  }

  GlucoseTrace trace(Instant from, Instant to) {
    return GlucoseTrace.of(readings(from, to).stream().map(StoredReading::reading).toList());
  }

  private static ReadingKey first(Instant at) {
    return new ReadingKey(at, "");
  }
}
