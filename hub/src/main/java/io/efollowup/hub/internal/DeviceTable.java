package io.efollowup.hub.internal;

import io.efollowup.hub.Device;
import io.efollowup.hub.DeviceRegistry.Statistics;
import io.efollowup.hub.SymmetricKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of the identity registry. */
public final class DeviceTable {
  private static final String COLUMNS =
      """
      id, generation_id, etag, enabled, status_reason, primary_key, secondary_key, created_at,
      status_updated_at""";

  private DeviceTable() {}

  /** Adds a device; false when there is one of that id already. */
  public static boolean insert(Handle handle, Device device) {
    return handle
            .createUpdate(
                """
                insert into device
                  (id, generation_id, etag, enabled, status_reason, primary_key, secondary_key,
                   created_at, status_updated_at)
                values (:id, :generation, :etag, :enabled, :reason, :primary, :secondary,
                   :created, :statusUpdated)
                on conflict (id) do nothing
                """)
            .bind("id", device.id())
            .bind("generation", device.generationId())
            .bind("etag", device.etag())
            .bind("enabled", device.enabled())
            .bind("reason", device.statusReason())
            .bind("primary", device.keys().primary())
            .bind("secondary", device.keys().secondary())
            .bind("created", device.createdAt().toEpochMilli())
            .bind("statusUpdated", device.statusUpdatedAt().toEpochMilli())
            .execute()
        == 1;
  }

  public static Optional<Device> find(Handle handle, String id) {
    return handle
        .createQuery("select " + COLUMNS + " from device where id = :id")
        .bind("id", id)
        .map((row, context) -> device(row))
        .findOne();
  }

  public static List<Device> list(Handle handle, String afterId, int limit) {
    return handle
        .createQuery(
            "select " + COLUMNS + " from device where id > :after order by id limit :limit")
        .bind("after", afterId)
        .bind("limit", limit)
        .map((row, context) -> device(row))
        .list();
  }

  public static Statistics statistics(Handle handle) {
    return handle
        .createQuery("select count(*) as total, coalesce(sum(enabled), 0) as enabled from device")
        .map((row, context) -> new Statistics(row.getLong("total"), row.getLong("enabled")))
        .one();
  }

  public static int update(Handle handle, Device device) {
    return handle
        .createUpdate(
            """
            update device set etag = :etag, enabled = :enabled, status_reason = :reason,
              primary_key = :primary, secondary_key = :secondary,
              status_updated_at = :statusUpdated
            where id = :id
            """)
        .bind("id", device.id())
        .bind("etag", device.etag())
        .bind("enabled", device.enabled())
        .bind("reason", device.statusReason())
        .bind("primary", device.keys().primary())
        .bind("secondary", device.keys().secondary())
        .bind("statusUpdated", device.statusUpdatedAt().toEpochMilli())
        .execute();
  }

  public static int delete(Handle handle, String id) {
    return handle.createUpdate("delete from device where id = :id").bind("id", id).execute();
  }

  private static Device device(ResultSet row) throws SQLException {
    return new Device(
        row.getString("id"),
        row.getString("generation_id"),
        row.getString("etag"),
        row.getBoolean("enabled"),
        row.getString("status_reason"),
        new SymmetricKeys(row.getBytes("primary_key"), row.getBytes("secondary_key")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("status_updated_at")));
  }
}
