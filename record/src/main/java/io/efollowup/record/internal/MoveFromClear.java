package io.efollowup.record.internal;

import io.efollowup.record.HeldReading;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Moves what versions before migration 3 stored under ids and digests in clear, once, in the
 * transaction that is running. What was there is overwritten in the file.
 */
record MoveFromClear(Handle handle, PatientKeys keys, HeldSeal heldSeal) {
  private static final String SUFFIX = "_in_clear";

  static boolean isDue(Handle handle) {
    return handle
        .createQuery("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?")
        .bind(0, EventTable.NAME + SUFFIX)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  void run() {
    move(
        EventTable.NAME,
        (old, patient, seal) ->
            new EventTable(handle, patient, seal).insert(old.id(), old.at(), old.content()));
    move(
        ProgrammeTable.LABORATORY,
        (old, patient, seal) ->
            new ProgrammeTable(handle, patient, seal)
                .putLaboratory(old.id(), old.at(), old.content()));
    move(
        ProgrammeTable.GOAL,
        (old, patient, seal) ->
            new ProgrammeTable(handle, patient, seal).putGoal(old.id(), old.content()));
    moveHeld();
  }

  /** An entry as it stood; its time is 0 where its table has none. */
  private record Old(PatientRow patient, UUID id, long at, byte[] content) {}

  private Old old(ResultSet row, String table) throws SQLException {
    var owner = new Owner(new OrganisationId(row.getString(3)), new PatientId(row.getString(4)));
    UUID id = Uuids.of(row.getBytes(5));
    return new Old(
        new PatientRow(row.getLong(1), row.getLong(2), owner),
        id,
        row.getLong(6),
        keys.of(owner).open(row.getBytes(7), table, id));
  }

  @FunctionalInterface
  private interface Insertion {
    void insert(Old entry, PatientRow patient, PatientSeal seal);
  }

  private void move(String table, Insertion insertion) {
    String at = table.equals(ProgrammeTable.GOAL) ? "0" : "e.at";
    handle
        .createQuery(
            """
            SELECT p.number, p.organisation, o.name, p.pseudonym, e.id, %s, e.sealed
            FROM %s e JOIN patient p ON p.number = e.patient
            JOIN organisation o ON o.number = p.organisation
            """
                .formatted(at, table + SUFFIX))
        .map((row, context) -> old(row, table))
        .useStream(
            entries ->
                entries.forEach(
                    old -> insertion.insert(old, old.patient(), keys.of(old.patient().owner()))));
    drop(table);
  }

  private void moveHeld() {
    var table = new MonitorTable(handle);
    handle
        .createQuery("SELECT device, at, received_at, sealed FROM held_in_clear ORDER BY id")
        .map(
            (row, context) ->
                new HeldReading(
                    row.getString(1),
                    Times.instant(row.getLong(2)),
                    Times.instant(row.getLong(3)),
                    heldSeal.open(row.getBytes(4), row.getString(1))))
        .useStream(held -> held.forEach(each -> table.hold(each, heldSeal)));
    drop("held");
  }

  private void drop(String table) {
    handle.execute("PRAGMA secure_delete = ON");
    handle.execute("DROP TABLE " + table + SUFFIX);
    handle.execute("PRAGMA secure_delete = OFF");
  }
}
