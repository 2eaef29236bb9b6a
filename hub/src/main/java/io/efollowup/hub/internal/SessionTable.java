package io.efollowup.hub.internal;

import io.efollowup.hub.DeviceSessions.Wanted;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of what is kept of MQTT sessions. */
public final class SessionTable {
  private SessionTable() {}

  /**
   * A session that is kept.
   *
   * @param connection which wrote it last
   * @param keptSeconds how long it is kept after its connection
   * @param endsAt empty while its device is connected, or where it never ends
   */
  public record Stored(String connection, long keptSeconds, Optional<Instant> endsAt) {}

  public static Optional<Stored> find(Handle handle, String device) {
    return handle
        .createQuery(
            "select connection, kept_seconds, ends_at from mqtt_session where device = :device")
        .bind("device", device)
        .map(
            (row, context) -> {
              long endsAt = row.getLong("ends_at");
              boolean ends = !row.wasNull();
              return new Stored(
                  row.getString("connection"),
                  row.getLong("kept_seconds"),
                  ends ? Optional.of(Instant.ofEpochMilli(endsAt)) : Optional.empty());
            })
        .findOne();
  }

  public static int put(Handle handle, String device, Stored session) {
    return handle
        .createUpdate(
            """
            insert or replace into mqtt_session (device, connection, kept_seconds, ends_at)
            values (:device, :connection, :kept, :ends)
            """)
        .bind("device", device)
        .bind("connection", session.connection())
        .bind("kept", session.keptSeconds())
        .bind("ends", session.endsAt().map(Instant::toEpochMilli))
        .execute();
  }

  public static void delete(Handle handle, String device) {
    handle
        .createUpdate("delete from mqtt_subscription where device = :device")
        .bind("device", device)
        .execute();
    handle
        .createUpdate("delete from mqtt_session where device = :device")
        .bind("device", device)
        .execute();
  }

  public static Map<String, Wanted> subscriptions(Handle handle, String device) {
    Map<String, Wanted> found = new HashMap<>();
    handle
        .createQuery("select feed, filter, qos from mqtt_subscription where device = :device")
        .bind("device", device)
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("feed"), new Wanted(row.getString("filter"), row.getInt("qos"))))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  public static void subscribe(Handle handle, String device, Map<String, Wanted> feeds) {
    feeds.forEach(
        (feed, wanted) ->
            handle
                .createUpdate(
                    """
                    insert or replace into mqtt_subscription (device, feed, filter, qos)
                    values (:device, :feed, :filter, :qos)
                    """)
                .bind("device", device)
                .bind("feed", feed)
                .bind("filter", wanted.filter())
                .bind("qos", wanted.qos())
                .execute());
  }

  public static void unsubscribe(Handle handle, String device, Collection<String> feeds) {
    feeds.forEach(
        feed ->
            handle
                .createUpdate(
                    "delete from mqtt_subscription where device = :device and feed = :feed")
                .bind("device", device)
                .bind("feed", feed)
                .execute());
  }

  /** After a start no device is connected: what ends some time after a connection ends then. */
  public static int startAgain(Handle handle, Instant now, long never) {
    return handle
        .createUpdate(
            """
            update mqtt_session set ends_at = :now + 1000 * kept_seconds
            where ends_at is null and kept_seconds < :never
            """)
        .bind("now", now.toEpochMilli())
        .bind("never", never)
        .execute();
  }

  public static boolean anyUntil(Handle handle, Instant endsAt) {
    return handle
        .createQuery("select exists (select 1 from mqtt_session where ends_at <= :ends)")
        .bind("ends", endsAt.toEpochMilli())
        .mapTo(Boolean.class)
        .one();
  }

  public static int deleteUntil(Handle handle, Instant endsAt) {
    handle
        .createUpdate(
            """
            delete from mqtt_subscription
            where device in (select device from mqtt_session where ends_at <= :ends)
            """)
        .bind("ends", endsAt.toEpochMilli())
        .execute();
    return handle
        .createUpdate("delete from mqtt_session where ends_at <= :ends")
        .bind("ends", endsAt.toEpochMilli())
        .execute();
  }
}
