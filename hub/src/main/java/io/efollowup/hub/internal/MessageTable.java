package io.efollowup.hub.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.hub.CloudToDeviceMessage;
import io.efollowup.hub.FeedbackRequest;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.LockedMessage;
import io.efollowup.hub.internal.MessageSlots.Slot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of the cloud-to-device queue. */
public final class MessageTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> PROPERTIES = new TypeReference<>() {};

  private MessageTable() {}

  /**
   * Adds a message.
   *
   * @return its sequence number
   */
  public static long insert(
      Handle handle,
      String device,
      CloudToDeviceMessage message,
      Instant enqueuedAt,
      Instant expiresAt) {
    requireDevice(handle, device);
    return handle
        .createQuery(
            """
            insert into cloud_to_device_message
              (device, message_id, correlation_id, properties, body, feedback, enqueued_at,
               expires_at, delivery_count)
            values (:device, :message, :correlation, :properties, :body, :feedback, :enqueued,
               :expires, 0)
            returning sequence
            """)
        .bind("device", device)
        .bind("message", message.messageId())
        .bind("correlation", message.correlationId())
        .bind("properties", text(message.properties()))
        .bind("body", message.body())
        .bind("feedback", message.ack().name())
        .bind("enqueued", enqueuedAt.toEpochMilli())
        .bind("expires", expiresAt.toEpochMilli())
        .mapTo(Long.class)
        .one();
  }

  private static void requireDevice(Handle handle, String device) {
    boolean known =
        handle
            .createQuery("select 1 from device where id = :device")
            .bind("device", device)
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    if (!known) {
      throw new HubException(HubError.DEVICE_NOT_FOUND, "There is no such device.");
    }
  }

  public static LockedMessage read(Handle handle, long sequence, String lockToken) {
    return handle
        .createQuery(
            """
            select sequence, message_id, correlation_id, properties, body, feedback, enqueued_at,
              expires_at, delivery_count
            from cloud_to_device_message where sequence = :sequence
            """)
        .bind("sequence", sequence)
        .map((row, context) -> message(row, lockToken))
        .one();
  }

  private static LockedMessage message(ResultSet row, String lockToken) throws SQLException {
    Instant expiresAt = Instant.ofEpochMilli(row.getLong("expires_at"));
    return new LockedMessage(
        lockToken,
        row.getLong("sequence"),
        Instant.ofEpochMilli(row.getLong("enqueued_at")),
        expiresAt,
        row.getInt("delivery_count"),
        new CloudToDeviceMessage(
            Optional.ofNullable(row.getString("message_id")),
            Optional.ofNullable(row.getString("correlation_id")),
            properties(row.getString("properties")),
            row.getBytes("body"),
            Optional.of(expiresAt),
            FeedbackRequest.valueOf(row.getString("feedback"))));
  }

  /** Counts one more delivery and returns how many there were. */
  public static int countDelivery(Handle handle, long sequence) {
    return handle
        .createQuery(
            """
            update cloud_to_device_message set delivery_count = delivery_count + 1
            where sequence = :sequence returning delivery_count
            """)
        .bind("sequence", sequence)
        .mapTo(Integer.class)
        .one();
  }

  public static int delete(Handle handle, long sequence) {
    return handle
        .createUpdate("delete from cloud_to_device_message where sequence = :sequence")
        .bind("sequence", sequence)
        .execute();
  }

  public static int deleteOf(Handle handle, String device) {
    return handle
        .createUpdate("delete from cloud_to_device_message where device = :device")
        .bind("device", device)
        .execute();
  }

  public static List<Slot> allSlots(Handle handle) {
    return handle
        .createQuery(
            "select device, sequence, expires_at from cloud_to_device_message order by sequence")
        .map((row, context) -> slot(row))
        .list();
  }

  public static List<Slot> slotsOf(Handle handle, String device) {
    return handle
        .createQuery(
            """
            select device, sequence, expires_at from cloud_to_device_message
            where device = :device order by sequence
            """)
        .bind("device", device)
        .map((row, context) -> slot(row))
        .list();
  }

  private static Slot slot(ResultSet row) throws SQLException {
    return new Slot(
        row.getString("device"),
        row.getLong("sequence"),
        Instant.ofEpochMilli(row.getLong("expires_at")));
  }

  private static String text(Map<String, String> properties) {
    try {
      return JSON.writeValueAsString(properties);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings can always be written", e);
    }
  }

  private static Map<String, String> properties(String text) {
    try {
      return JSON.readValue(text, PROPERTIES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message's properties in the store cannot be read", e);
    }
  }
}
