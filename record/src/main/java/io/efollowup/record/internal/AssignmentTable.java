package io.efollowup.record.internal;

import io.efollowup.record.Assignment;
import io.efollowup.record.DeviceTimeline;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Which device brings whose readings. A device is one in the installation, so it is looked up
 * before the organisation is known; all else names its organisation.
 */
record AssignmentTable(Handle handle) {
  private static final String SELECT =
      """
      SELECT o.name, a.device, p.pseudonym, a.from_at, a.to_at
      FROM assignment a
      JOIN organisation o ON o.number = a.organisation
      JOIN patient p ON p.number = a.patient AND p.organisation = a.organisation
      """;

  Optional<Assignment> at(String device, Instant at) {
    return handle
        .createQuery(
            SELECT + "WHERE a.device = ? AND a.from_at <= ? ORDER BY a.from_at DESC LIMIT 1")
        .bind(0, device)
        .bind(1, Times.bound(at))
        .map((row, context) -> assignment(row))
        .findOne()
        .filter(found -> found.covers(at));
  }

  List<Assignment> current(Instant at) {
    return handle
        .createQuery(
            SELECT
                + "WHERE a.from_at <= :at AND (a.to_at IS NULL OR a.to_at > :at) ORDER BY a.device")
        .bind("at", Times.bound(at))
        .map((row, context) -> assignment(row))
        .list();
  }

  List<Assignment> of(Owner owner) {
    return handle
        .createQuery(SELECT + "WHERE o.name = ? AND p.pseudonym = ? ORDER BY a.from_at, a.device")
        .bind(0, owner.organisation().value())
        .bind(1, owner.patient().value())
        .map((row, context) -> assignment(row))
        .list();
  }

  DeviceTimeline timeline(String device) {
    return new DeviceTimeline(
        handle
            .createQuery(SELECT + "WHERE a.device = ?")
            .bind(0, device)
            .map((row, context) -> assignment(row))
            .list());
  }

  /** Replaces a device's assignments: there are a handful. */
  void put(String device, DeviceTimeline timeline, Function<Owner, PatientRow> rows) {
    handle.execute("DELETE FROM assignment WHERE device = ?", device);
    for (Assignment each : timeline.assignments()) {
      PatientRow row = rows.apply(new Owner(each.organisation(), each.patient()));
      handle.execute(
          """
          INSERT INTO assignment (device, from_at, to_at, organisation, patient)
          VALUES (?, ?, ?, ?, ?)
          """,
          device,
          Times.exact(each.from()),
          each.to().map(Times::exact).orElse(null),
          row.organisation(),
          row.number());
    }
  }

  private static Assignment assignment(ResultSet row) throws SQLException {
    return new Assignment(
        new OrganisationId(row.getString(1)),
        row.getString(2),
        new PatientId(row.getString(3)),
        Times.instant(row.getLong(4)),
        Times.optional(row, 5));
  }
}
