package io.efollowup.hub.internal;

import io.efollowup.hub.CloudToDeviceMessage;
import io.efollowup.hub.FeedbackRequest;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.LockedMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/** The SQL of the cloud-to-device queue. */
public final class MessageTable {
  private static final String SLOT = "device, sequence, expires_at, feedback, alarm, superseded";

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
    String sql =
        """
        insert into cloud_to_device_message
          (device, enqueued_at, expires_at, delivery_count, %s)
        values (:device, :enqueued, :expires, 0, %s)
        returning sequence
        """
            .formatted(MessageColumns.NAMES, MessageColumns.PARAMETERS);
    return MessageColumns.bind(handle.createQuery(sql), message)
        .bind("device", device)
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

  /** Reads a message; empty when it was just deleted with its device. */
  public static Optional<LockedMessage> read(Handle handle, long sequence, String lockToken) {
    return handle
        .createQuery(
            "select sequence, enqueued_at, expires_at, delivery_count, "
                + MessageColumns.NAMES
                + " from cloud_to_device_message where sequence = :sequence")
        .bind("sequence", sequence)
        .map((row, context) -> message(row, lockToken))
        .findOne();
  }

  private static LockedMessage message(ResultSet row, String lockToken) throws SQLException {
    return new LockedMessage(
        lockToken,
        row.getLong("sequence"),
        MessageColumns.instant(row, "enqueued_at"),
        MessageColumns.instant(row, "expires_at"),
        row.getInt("delivery_count"),
        MessageColumns.message(row));
  }

  /**
   * Counts one more delivery and returns how many there were; empty when the message was just
   * deleted with its device.
   */
  public static OptionalInt countDelivery(Handle handle, long sequence) {
    return handle
        .createQuery(
            """
            update cloud_to_device_message set delivery_count = delivery_count + 1
            where sequence = :sequence returning delivery_count
            """)
        .bind("sequence", sequence)
        .mapTo(Integer.class)
        .findOne()
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  /** Marks an alarm as one that is not handed out again. */
  public static void supersede(Handle handle, long sequence) {
    handle
        .createUpdate(
            "update cloud_to_device_message set superseded = 1 where sequence = :sequence")
        .bind("sequence", sequence)
        .execute();
  }

  /** Whether there was such a message. */
  static boolean delete(Handle handle, long sequence) {
    return handle
            .createUpdate("delete from cloud_to_device_message where sequence = :sequence")
            .bind("sequence", sequence)
            .execute()
        == 1;
  }

  static void deleteOf(Handle handle, String device) {
    handle
        .createUpdate("delete from cloud_to_device_message where device = :device")
        .bind("device", device)
        .execute();
  }

  public static List<Slot> allSlots(Handle handle) {
    return handle
        .createQuery("select " + SLOT + " from cloud_to_device_message order by sequence")
        .map((row, context) -> slot(row))
        .list();
  }

  public static List<Slot> slotsOf(Handle handle, String device) {
    return handle
        .createQuery(
            "select "
                + SLOT
                + " from cloud_to_device_message where device = :device order by sequence")
        .bind("device", device)
        .map((row, context) -> slot(row))
        .list();
  }

  private static Slot slot(ResultSet row) throws SQLException {
    return new Slot(
        row.getString("device"),
        row.getLong("sequence"),
        MessageColumns.instant(row, "expires_at"),
        FeedbackRequest.valueOf(row.getString("feedback")),
        MessageColumns.optional(row, "alarm"),
        row.getBoolean("superseded"));
  }
}
