package io.efollowup.record.internal;

import io.efollowup.record.HeldReading;
import io.efollowup.record.RecordStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What the monitor keeps beside the clinical data: states, position, what it held or refused. */
record MonitorTable(Handle handle) {
  private static final String STATE = "monitor_state";

  Optional<byte[]> state(PatientRow patient, PatientSeal seal) {
    return handle
        .createQuery("SELECT sealed FROM monitor_state WHERE patient = ? AND organisation = ?")
        .bind(0, patient.number())
        .bind(1, patient.organisation())
        .mapTo(byte[].class)
        .findOne()
        .map(bytes -> seal.open(bytes, STATE, ""));
  }

  void putState(PatientRow patient, PatientSeal seal, byte[] state) {
    handle.execute(
        "INSERT OR REPLACE INTO monitor_state (patient, organisation, sealed) VALUES (?, ?, ?)",
        patient.number(),
        patient.organisation(),
        seal.seal(state, STATE, ""));
  }

  long position() {
    return handle.createQuery("SELECT position FROM monitor_position").mapTo(Long.class).one();
  }

  void putPosition(long position) {
    handle.execute("UPDATE monitor_position SET position = ?", position);
  }

  List<HeldReading> held(String device, int limit, HeldSeal seal) {
    return handle
        .createQuery(
            """
            SELECT at, received_at, sealed FROM held WHERE device = ?
            ORDER BY at, received_at, id LIMIT ?
            """)
        .bind(0, device)
        .bind(1, limit)
        .map(
            (row, context) ->
                new HeldReading(
                    device,
                    Times.instant(row.getLong(1)),
                    Times.instant(row.getLong(2)),
                    seal.open(row.getBytes(3), device)))
        .list();
  }

  void hold(HeldReading held, HeldSeal seal) {
    handle.execute(
        """
        INSERT OR IGNORE INTO held (device, at, received_at, digest, sealed)
        VALUES (?, ?, ?, ?, ?)
        """,
        held.device(),
        Times.exact(held.at()),
        Times.exact(held.receivedAt()),
        seal.digest().of(held.payload()),
        seal.seal(held.payload(), held.device()));
  }

  void release(String device, Instant from, Instant to) {
    handle.execute(
        "DELETE FROM held WHERE device = ? AND at >= ? AND at < ?",
        device,
        Times.bound(from),
        Times.bound(to));
  }

  void countRefusals(String reason, long count) {
    handle.execute(
        """
        INSERT INTO refusal (reason, count) VALUES (?, ?)
        ON CONFLICT (reason) DO UPDATE SET count = count + excluded.count
        """,
        reason,
        count);
  }

  void countReadings(long organisation, long count) {
    handle.execute(
        """
        INSERT INTO reading_count (organisation, count) VALUES (?, ?)
        ON CONFLICT (organisation) DO UPDATE SET count = count + excluded.count
        """,
        organisation,
        count);
  }

  RecordStatus status() {
    Map<String, Long> refused =
        handle
            .createQuery("SELECT reason, count FROM refusal")
            .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return handle
        .createQuery(
            """
            SELECT (SELECT count(*) FROM patient),
              (SELECT coalesce(sum(count), 0) FROM reading_count),
              (SELECT count(*) FROM care_event), (SELECT count(*) FROM alarm),
              (SELECT count(*) FROM held), (SELECT position FROM monitor_position)
            """)
        .map(
            (row, context) ->
                new RecordStatus(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    refused,
                    row.getLong(6)))
        .one();
  }
}
