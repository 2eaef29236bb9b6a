package io.efollowup.record.internal;

import io.efollowup.glucose.GlucoseValue;
import io.efollowup.record.Alarm;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Alarms; what was measured is sealed with the patient's key. */
record AlarmTable(Handle handle, Function<Owner, PatientSeal> seals) {
  private static final String TABLE = "alarm";
  private static final String SELECT =
      """
      SELECT p.pseudonym, a.kind, a.since, a.raised_at, a.resolved_at, a.acknowledged_at,
        a.acknowledged_by, a.sealed
      FROM alarm a
      JOIN patient p ON p.number = a.patient AND p.organisation = a.organisation
      JOIN organisation o ON o.number = a.organisation
      """;

  List<Alarm> of(Owner owner, Instant from, Instant to) {
    return handle
        .createQuery(
            SELECT
                + """
                WHERE o.name = ? AND p.pseudonym = ? AND a.since > ? AND a.since <= ?
                ORDER BY a.since DESC
                """)
        .bind(0, owner.organisation().value())
        .bind(1, owner.patient().value())
        .bind(2, Times.bound(from))
        .bind(3, Times.bound(to))
        .map((row, context) -> alarm(owner.organisation(), row))
        .list()
        .stream()
        .sorted(Alarm.NEWEST_FIRST)
        .toList();
  }

  List<Alarm> active(OrganisationId organisation) {
    return handle
        .createQuery(SELECT + "WHERE o.name = ? AND a.resolved_at IS NULL")
        .bind(0, organisation.value())
        .map((row, context) -> alarm(organisation, row))
        .list()
        .stream()
        .sorted(Alarm.NEWEST_FIRST)
        .toList();
  }

  private Alarm alarm(OrganisationId organisation, ResultSet row) throws SQLException {
    var owner = new Owner(organisation, new PatientId(row.getString(1)));
    AlarmKind kind = AlarmKind.valueOf(row.getString(2));
    long since = row.getLong(3);
    byte[] sealed = row.getBytes(8);
    Optional<GlucoseValue> value =
        Optional.ofNullable(sealed)
            .map(bytes -> seals.apply(owner).open(bytes, TABLE, place(kind, since)))
            .map(FigureCodec::value);
    return new Alarm(
        owner.patient(),
        kind,
        Times.instant(since),
        Times.instant(row.getLong(4)),
        value,
        Times.optional(row, 5),
        Times.optional(row, 6),
        Optional.ofNullable(row.getString(7)));
  }

  void put(PatientRow patient, Alarm alarm) {
    long since = Times.exact(alarm.since());
    byte[] sealed =
        alarm
            .value()
            .map(FigureCodec::encode)
            .map(
                plain ->
                    seals.apply(patient.owner()).seal(plain, TABLE, place(alarm.kind(), since)))
            .orElse(null);
    handle.execute(
        """
        INSERT OR REPLACE INTO alarm (organisation, patient, kind, since, raised_at, resolved_at,
          acknowledged_at, acknowledged_by, sealed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        patient.organisation(),
        patient.number(),
        alarm.kind().name(),
        since,
        Times.exact(alarm.raisedAt()),
        alarm.resolvedAt().map(Times::exact).orElse(null),
        alarm.acknowledgedAt().map(Times::exact).orElse(null),
        alarm.acknowledgedBy().orElse(null),
        sealed);
  }

  private static String place(AlarmKind kind, long since) {
    return kind.name() + '|' + since;
  }
}
