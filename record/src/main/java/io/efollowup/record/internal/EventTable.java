package io.efollowup.record.internal;

import io.efollowup.glucose.CareEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** One patient's care events, each sealed. */
record EventTable(Handle handle, PatientRow patient, EntrySeal seal) {
  static final String NAME = "care_event";

  private static final Comparator<CareEvent> BY_TIME =
      Comparator.comparing(CareEvent::at).thenComparing(CareEvent::id);

  EventTable(Handle handle, PatientRow patient, PatientSeal seal) {
    this(handle, patient, new EntrySeal(seal, NAME));
  }

  List<CareEvent> between(Instant from, Instant to) {
    return handle
        .createQuery(
            """
            SELECT place, at, sealed FROM care_event
            WHERE patient = ? AND organisation = ? AND at >= ? AND at < ?
            """)
        .bind(0, patient.number())
        .bind(1, patient.organisation())
        .bind(2, Times.bound(from))
        .bind(3, Times.bound(to))
        .map((row, context) -> event(row.getBytes(1), row.getLong(2), row.getBytes(3)))
        .list()
        .stream()
        .sorted(BY_TIME)
        .toList();
  }

  private CareEvent event(byte[] place, long at, byte[] sealed) {
    EntrySeal.Entry entry = seal.open(place, sealed);
    return CareEventCodec.decode(entry.id(), Times.instant(at), entry.content());
  }

  boolean has(UUID id) {
    return handle
        .createQuery(
            "SELECT 1 FROM care_event WHERE patient = ? AND organisation = ? AND place = ?")
        .bind(0, patient.number())
        .bind(1, patient.organisation())
        .bind(2, seal.place(id))
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  void insert(CareEvent event) {
    EntrySeal.Row row = seal.seal(event.id(), CareEventCodec.encode(event));
    handle.execute(
        "INSERT INTO care_event (organisation, patient, place, at, sealed) VALUES (?, ?, ?, ?, ?)",
        patient.organisation(),
        patient.number(),
        row.place(),
        Times.exact(event.at()),
        row.sealed());
  }
}
