package io.efollowup.hub.internal;

import io.efollowup.hub.DeadLetter;
import io.efollowup.hub.MessageOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of the dead letters. */
public final class DeadLetterTable {
  private DeadLetterTable() {}

  /** Keeps a message that is about to be deleted from its queue. */
  static void insert(Handle handle, long sequence, MessageOutcome outcome, Instant endedAt) {
    String sql =
        """
        insert into dead_letter (device, sequence, outcome, ended_at, enqueued_at, expires_at, %1$s)
        select device, sequence, :outcome, :ended, enqueued_at, expires_at, %1$s
        from cloud_to_device_message where sequence = :sequence
        """
            .formatted(MessageColumns.NAMES);
    handle
        .createUpdate(sql)
        .bind("outcome", outcome.name())
        .bind("ended", endedAt.toEpochMilli())
        .bind("sequence", sequence)
        .execute();
  }

  /** Keeps only the newest of a device's. */
  static void keepNewest(Handle handle, String device, int kept) {
    handle
        .createUpdate(
            """
            delete from dead_letter where device = :device and id <=
              (select id from dead_letter where device = :device
               order by id desc limit 1 offset :kept)
            """)
        .bind("device", device)
        .bind("kept", kept)
        .execute();
  }

  /** A device's, in the order they ended. */
  public static List<DeadLetter> of(Handle handle, String device, Instant endedAfter) {
    return handle
        .createQuery(
            "select sequence, outcome, ended_at, enqueued_at, expires_at, "
                + MessageColumns.NAMES
                + " from dead_letter where device = :device and ended_at > :after order by id")
        .bind("device", device)
        .bind("after", endedAfter.toEpochMilli())
        .map((row, context) -> deadLetter(row))
        .list();
  }

  private static DeadLetter deadLetter(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getLong("sequence"),
        MessageOutcome.valueOf(row.getString("outcome")),
        MessageColumns.instant(row, "enqueued_at"),
        MessageColumns.instant(row, "ended_at"),
        MessageColumns.message(row));
  }

  static void deleteOf(Handle handle, String device) {
    handle
        .createUpdate("delete from dead_letter where device = :device")
        .bind("device", device)
        .execute();
  }

  /** Whether any ended so long ago. */
  public static boolean anyUntil(Handle handle, Instant endedAt) {
    return handle
        .createQuery("select exists (select 1 from dead_letter where ended_at <= :ended)")
        .bind("ended", endedAt.toEpochMilli())
        .mapTo(Boolean.class)
        .one();
  }

  public static int deleteUntil(Handle handle, Instant endedAt) {
    return handle
        .createUpdate("delete from dead_letter where ended_at <= :ended")
        .bind("ended", endedAt.toEpochMilli())
        .execute();
  }
}
