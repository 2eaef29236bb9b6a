package io.efollowup.record.internal;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.record.DeviceTimeline;
import io.efollowup.record.Patient;
import io.efollowup.record.StoredReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * What the writer remembers from one transaction to the next, so that finding out whose a reading
 * is and whether it is a duplicate costs no query: patients, assignments and the days last touched.
 * Nobody else writes them. Used under the write lock only.
 */
final class Writer {
  /** A day's first layer is folded into its block when it has so many arrivals. */
  private static final int ARRIVALS = 32;

  /** Longer traces are read past the cache, so as not to empty it. */
  private static final int CACHED_TRACE_DAYS = 3;

  /** More than one, so that the first layer shrinks again after a flood. */
  private static final int SWEPT_PER_ARRIVAL = 2;

  private static final int PATIENTS = 100_000;
  private static final int DEVICES = 100_000;

  private final PatientKeys keys;
  private final HeldSeal heldSeal;
  private final Map<Owner, KnownPatient> patients = new PatientKeys.Recent<>(PATIENTS);
  private final Map<String, DeviceTimeline> timelines = new PatientKeys.Recent<>(DEVICES);
  private final DayCache days = new DayCache();
  private final Map<Long, Long> added = new HashMap<>();
  private long appended;

  Writer(PatientKeys keys, HeldSeal heldSeal) {
    this.keys = keys;
    this.heldSeal = heldSeal;
  }

  PatientKeys keys() {
    return keys;
  }

  HeldSeal heldSeal() {
    return heldSeal;
  }

  Optional<PatientRow> find(Handle handle, Owner owner) {
    return known(handle, owner).map(KnownPatient::row);
  }

  Optional<KnownPatient> known(Handle handle, Owner owner) {
    KnownPatient known = patients.get(owner);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<KnownPatient> found = new PatientTable(handle).known(owner);
    found.ifPresent(patient -> patients.put(owner, patient));
    return found;
  }

  void update(Handle handle, PatientRow row, Patient patient) {
    patients.remove(row.owner()); // read again, as it was written
    new PatientTable(handle).update(row, patient);
  }

  /** Whose a device is and was. */
  DeviceTimeline timeline(Handle handle, String device) {
    DeviceTimeline known = timelines.get(device);
    if (known != null) {
      return known;
    }
    DeviceTimeline found = new AssignmentTable(handle).timeline(device);
    timelines.put(device, found);
    return found;
  }

  void putTimeline(
      Handle handle, String device, DeviceTimeline timeline, Function<Owner, PatientRow> rows) {
    timelines.remove(device); // in case it is not written as a whole
    new AssignmentTable(handle).put(device, timeline, rows);
  }

  CachedDay day(Handle handle, PatientRow patient, Instant at) {
    return day(table(handle, patient), ReadingTable.day(at));
  }

  private CachedDay day(ReadingTable table, long day) {
    return days.get(
        table.patient().number(),
        day,
        () -> new CachedDay(table.days(day, day), table.recentCount(day)));
  }

  private ReadingTable table(Handle handle, PatientRow patient) {
    return new ReadingTable(handle, patient, keys.of(patient.owner()));
  }

  void add(Handle handle, PatientRow patient, List<StoredReading> readings) {
    Map<Long, List<StoredReading>> byDay = new TreeMap<>();
    for (StoredReading each : readings) {
      long day = ReadingTable.day(each.reading().at());
      byDay.computeIfAbsent(day, absent -> new ArrayList<>()).add(each);
    }
    ReadingTable table = table(handle, patient);
    byDay.forEach((day, ofDay) -> addToDay(table, day, ofDay));
    added.merge(patient.organisation(), (long) readings.size(), Long::sum);
  }

  private void addToDay(ReadingTable table, long day, List<StoredReading> readings) {
    CachedDay cached = day(table, day);
    for (StoredReading each : readings) {
      if (!cached.hasSession(each.session())) {
        table
            .handle()
            .execute(
                "INSERT OR IGNORE INTO session (organisation, patient, name) VALUES (?, ?, ?)",
                table.patient().organisation(),
                table.patient().number(),
                each.session());
      }
      if (!cached.add(each)) {
        throw new IllegalStateException("a reading with this identity is stored already");
      }
    }
    if (readings.size() >= ARRIVALS || cached.recentRows() + 1 >= ARRIVALS) {
      table.fold(day, readings);
      cached.recentRows(0);
    } else {
      table.append(day, readings);
      appended++;
      cached.recentRows(cached.recentRows() + 1);
    }
    days.grown(readings.size());
  }

  /** Removes the oldest arrivals; returns how many. */
  long sweep(Handle handle, long most, long kept) {
    return new RecentSweep(handle).sweep(most, kept, (patient, day) -> fold(handle, patient, day));
  }

  private void fold(Handle handle, PatientRow patient, long day) {
    ReadingTable table = table(handle, patient);
    table.fold(day, List.of());
    day(table, day).recentRows(0);
  }

  GlucoseTrace trace(Handle handle, PatientRow patient, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      return GlucoseTrace.EMPTY;
    }
    ReadingTable table = table(handle, patient);
    long first = ReadingTable.day(from);
    long last = ReadingTable.dayBefore(to);
    var trace = new GlucoseTrace.Builder();
    if (last - first >= CACHED_TRACE_DAYS) {
      table.days(first, last).forEach(each -> trace.accept(each.reading()));
    } else {
      for (long day = first; day <= last; day++) {
        day(table, day).addTo(trace, secondFrom(from), secondFrom(to));
      }
    }
    return trace.build().between(from, to);
  }

  /** First whole second at or after an instant. */
  private static long secondFrom(Instant at) {
    return at.getEpochSecond() + (at.getNano() > 0 ? 1 : 0);
  }

  /** Last steps inside a transaction: counts, and keys on disk before what they seal. */
  void beforeCommit(Handle handle) {
    var table = new MonitorTable(handle);
    added.forEach(table::countReadings);
    added.clear();
    if (appended > 0) {
      sweep(handle, SWEPT_PER_ARRIVAL * appended, new RecentSweep(handle).kept());
      appended = 0;
    }
    keys.makeDurable();
  }

  /** Forgets everything that might show what was not kept. */
  void rollBack() {
    patients.clear();
    timelines.clear();
    days.clear();
    added.clear();
    appended = 0;
    keys.rollBack();
  }
}
