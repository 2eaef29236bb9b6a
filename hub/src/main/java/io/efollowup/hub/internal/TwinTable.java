package io.efollowup.hub.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.Device;
import io.efollowup.hub.internal.twin.TwinSection;
import io.efollowup.hub.internal.twin.TwinState;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The SQL of the twins. A device without a row has the twin it began with. */
public final class TwinTable {
  private static final String COLUMNS =
      """
      device, etag, version, tags, desired, desired_metadata, desired_version, reported,
      reported_metadata, reported_version""";

  private TwinTable() {}

  /** The twin of a device that exists. */
  public static TwinState of(Handle handle, Device device) {
    return handle
        .createQuery("select " + COLUMNS + " from twin where device = :device")
        .bind("device", device.id())
        .map((row, context) -> twin(row))
        .findOne()
        .orElseGet(() -> TwinState.initial(device));
  }

  /** The rows there are of devices from one id to another, both included. */
  public static Map<String, TwinState> between(Handle handle, String firstId, String lastId) {
    Map<String, TwinState> twins = new TreeMap<>();
    handle
        .createQuery(
            "select "
                + COLUMNS
                + " from twin where device between :first and :last order by device")
        .bind("first", firstId)
        .bind("last", lastId)
        .map((row, context) -> Map.entry(row.getString("device"), twin(row)))
        .forEach(entry -> twins.put(entry.getKey(), entry.getValue()));
    return twins;
  }

  public static int put(Handle handle, String device, TwinState twin) {
    return handle
        .createUpdate(
            """
            insert or replace into twin
              (device, etag, version, tags, desired, desired_metadata, desired_version, reported,
               reported_metadata, reported_version)
            values (:device, :etag, :version, :tags, :desired, :desiredMetadata, :desiredVersion,
               :reported, :reportedMetadata, :reportedVersion)
            """)
        .bind("device", device)
        .bind("etag", twin.etag())
        .bind("version", twin.version())
        .bind("tags", text(twin.tags()))
        .bind("desired", text(twin.desired().values()))
        .bind("desiredMetadata", text(twin.desired().metadata()))
        .bind("desiredVersion", twin.desired().version())
        .bind("reported", text(twin.reported().values()))
        .bind("reportedMetadata", text(twin.reported().metadata()))
        .bind("reportedVersion", twin.reported().version())
        .execute();
  }

  public static int delete(Handle handle, String device) {
    return handle
        .createUpdate("delete from twin where device = :device")
        .bind("device", device)
        .execute();
  }

  private static TwinState twin(ResultSet row) throws SQLException {
    return new TwinState(
        row.getString("etag"),
        row.getLong("version"),
        object(row.getString("tags")),
        section(row, "desired"),
        section(row, "reported"));
  }

  private static TwinSection section(ResultSet row, String name) throws SQLException {
    return new TwinSection(
        object(row.getString(name)),
        object(row.getString(name + "_metadata")),
        row.getLong(name + "_version"));
  }

  private static String text(ObjectNode json) {
    return new String(Json.write(json), StandardCharsets.UTF_8);
  }

  private static ObjectNode object(String text) {
    return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
  }
}
