package io.efollowup.record.internal;

import io.efollowup.record.GoalEntry;
import io.efollowup.record.LaboratoryEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** One patient's laboratory values and goals, each sealed. */
record ProgrammeTable(Handle handle, PatientRow patient, PatientSeal seal) {
  private static final String LABORATORY = "laboratory";
  private static final String GOAL = "goal";

  List<LaboratoryEntry> laboratory() {
    return handle
        .createQuery(
            """
            SELECT id, sealed, at FROM laboratory WHERE patient = ? AND organisation = ?
            ORDER BY at, hex(id)
            """)
        .bind(0, patient.number())
        .bind(1, patient.organisation())
        .map((row, context) -> laboratory(row))
        .list();
  }

  private LaboratoryEntry laboratory(ResultSet row) throws SQLException {
    UUID id = Uuids.of(row.getBytes(1));
    byte[] plain = seal.open(row.getBytes(2), LABORATORY, id);
    return ProgrammeCodec.laboratory(id, Times.instant(row.getLong(3)), plain);
  }

  void put(LaboratoryEntry entry) {
    handle.execute(
        """
        INSERT OR REPLACE INTO laboratory (organisation, patient, id, at, sealed)
        VALUES (?, ?, ?, ?, ?)
        """,
        patient.organisation(),
        patient.number(),
        Uuids.bytes(entry.id()),
        Times.exact(entry.at()),
        seal.seal(ProgrammeCodec.encode(entry), LABORATORY, entry.id()));
  }

  List<GoalEntry> goals() {
    return handle
        .createQuery("SELECT id, sealed FROM goal WHERE patient = ? AND organisation = ?")
        .bind(0, patient.number())
        .bind(1, patient.organisation())
        .map((row, context) -> goal(row))
        .list()
        .stream()
        .sorted(GoalEntry.AS_SET)
        .toList();
  }

  private GoalEntry goal(ResultSet row) throws SQLException {
    UUID id = Uuids.of(row.getBytes(1));
    return ProgrammeCodec.goal(id, seal.open(row.getBytes(2), GOAL, id));
  }

  void put(GoalEntry goal) {
    handle.execute(
        "INSERT OR REPLACE INTO goal (organisation, patient, id, sealed) VALUES (?, ?, ?, ?)",
        patient.organisation(),
        patient.number(),
        Uuids.bytes(goal.id()),
        seal.seal(ProgrammeCodec.encode(goal), GOAL, goal.id()));
  }
}
