package io.efollowup.record.internal;

import io.efollowup.record.GoalEntry;
import io.efollowup.record.LaboratoryEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** One patient's laboratory values and goals, each sealed. */
record ProgrammeTable(
    Handle handle, PatientRow patient, EntrySeal laboratorySeal, EntrySeal goalSeal) {
  static final String LABORATORY = "laboratory";
  static final String GOAL = "goal";

  private static final Comparator<LaboratoryEntry> BY_TIME =
      Comparator.comparing(LaboratoryEntry::at).thenComparing(LaboratoryEntry::id);

  ProgrammeTable(Handle handle, PatientRow patient, PatientSeal seal) {
    this(handle, patient, new EntrySeal(seal, LABORATORY), new EntrySeal(seal, GOAL));
  }

  List<LaboratoryEntry> laboratory() {
    return handle
        .createQuery(
            "SELECT place, sealed, at FROM laboratory WHERE patient = ? AND organisation = ?")
        .bind(0, patient.number())
        .bind(1, patient.organisation())
        .map((row, context) -> laboratory(row))
        .list()
        .stream()
        .sorted(BY_TIME)
        .toList();
  }

  private LaboratoryEntry laboratory(ResultSet row) throws SQLException {
    EntrySeal.Entry entry = laboratorySeal.open(row.getBytes(1), row.getBytes(2));
    return ProgrammeCodec.laboratory(entry.id(), Times.instant(row.getLong(3)), entry.content());
  }

  void put(LaboratoryEntry entry) {
    EntrySeal.Row row = laboratorySeal.seal(entry.id(), ProgrammeCodec.encode(entry));
    handle.execute(
        """
        INSERT OR REPLACE INTO laboratory (organisation, patient, place, at, sealed)
        VALUES (?, ?, ?, ?, ?)
        """,
        patient.organisation(),
        patient.number(),
        row.place(),
        Times.exact(entry.at()),
        row.sealed());
  }

  List<GoalEntry> goals() {
    return handle
        .createQuery("SELECT place, sealed FROM goal WHERE patient = ? AND organisation = ?")
        .bind(0, patient.number())
        .bind(1, patient.organisation())
        .map((row, context) -> goal(row))
        .list()
        .stream()
        .sorted(GoalEntry.AS_SET)
        .toList();
  }

  private GoalEntry goal(ResultSet row) throws SQLException {
    EntrySeal.Entry entry = goalSeal.open(row.getBytes(1), row.getBytes(2));
    return ProgrammeCodec.goal(entry.id(), entry.content());
  }

  void put(GoalEntry goal) {
    EntrySeal.Row row = goalSeal.seal(goal.id(), ProgrammeCodec.encode(goal));
    handle.execute(
        "INSERT OR REPLACE INTO goal (organisation, patient, place, sealed) VALUES (?, ?, ?, ?)",
        patient.organisation(),
        patient.number(),
        row.place(),
        row.sealed());
  }
}
