package io.efollowup.record.internal;

import io.efollowup.glucose.CareEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** One patient's care events, each sealed. */
record EventTable(Handle handle, PatientRow patient, PatientSeal seal) {
  private static final String TABLE = "care_event";

  List<CareEvent> between(Instant from, Instant to) {
    return handle
        .createQuery(
            """
            SELECT id, at, sealed FROM care_event
            WHERE patient = ? AND organisation = ? AND at >= ? AND at < ? ORDER BY at, hex(id)
            """)
        .bind(0, patient.number())
        .bind(1, patient.organisation())
        .bind(2, Times.bound(from))
        .bind(3, Times.bound(to))
        .map((row, context) -> event(row.getBytes(1), row.getLong(2), row.getBytes(3)))
        .list();
  }

  private CareEvent event(byte[] idBytes, long at, byte[] sealed) {
    UUID id = Uuids.of(idBytes);
    return CareEventCodec.decode(id, Times.instant(at), seal.open(sealed, TABLE, id));
  }

  boolean has(UUID id) {
    return handle
        .createQuery("SELECT 1 FROM care_event WHERE patient = ? AND organisation = ? AND id = ?")
        .bind(0, patient.number())
        .bind(1, patient.organisation())
        .bind(2, Uuids.bytes(id))
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  void insert(CareEvent event) {
    handle.execute(
        "INSERT INTO care_event (organisation, patient, id, at, sealed) VALUES (?, ?, ?, ?, ?)",
        patient.organisation(),
        patient.number(),
        Uuids.bytes(event.id()),
        Times.exact(event.at()),
        seal.seal(CareEventCodec.encode(event), TABLE, event.id()));
  }
}
