package io.efollowup.hub.internal;

import io.efollowup.hub.FeedbackRecord;
import io.efollowup.hub.MessageOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The SQL of the feedback queue. */
public final class FeedbackTable {
  private FeedbackTable() {}

  /**
   * A record and its place.
   *
   * @param sequence rises from record to record of the hub
   * @param record what became of a message
   */
  public record Stored(long sequence, FeedbackRecord record) {}

  /** Writes what became of a message that is about to be deleted from its queue. */
  static int insert(Handle handle, long sequence, MessageOutcome outcome, Instant endedAt) {
    return handle
        .createUpdate(
            """
            insert into feedback (message_id, outcome, ended_at, device, generation_id)
            select coalesce(m.message_id, ''), :outcome, :ended, m.device, d.generation_id
            from cloud_to_device_message m join device d on d.id = m.device
            where m.sequence = :sequence
            """)
        .bind("outcome", outcome.name())
        .bind("ended", endedAt.toEpochMilli())
        .bind("sequence", sequence)
        .execute();
  }

  /**
   * Drops each record that so many newer ones have followed.
   *
   * @return how many were dropped
   */
  public static int keepNewest(Handle handle, int kept) {
    return handle
        .createUpdate(
            "delete from feedback where sequence <= (select max(sequence) from feedback) - :kept")
        .bind("kept", kept)
        .execute();
  }

  /** The oldest records that are wanted and ended after an instant. */
  public static List<Stored> oldest(
      Handle handle, LongPredicate wanted, int most, Instant endedAfter) {
    // The plus keeps SQLite from walking by instant and sorting everything: it is read in order.
    try (Stream<Stored> all =
        handle
            .createQuery(
                """
                select sequence, message_id, outcome, ended_at, device, generation_id
                from feedback where +ended_at > :after order by sequence
                """)
            .bind("after", endedAfter.toEpochMilli())
            .map((row, context) -> stored(row))
            .stream()) {
      return all.filter(stored -> wanted.test(stored.sequence())).limit(most).toList();
    }
  }

  private static Stored stored(ResultSet row) throws SQLException {
    MessageOutcome outcome = MessageOutcome.valueOf(row.getString("outcome"));
    return new Stored(
        row.getLong("sequence"),
        new FeedbackRecord(
            row.getString("message_id"),
            MessageColumns.instant(row, "ended_at"),
            outcome.feedback(),
            outcome.description(),
            row.getString("device"),
            row.getString("generation_id")));
  }

  /** Removes records; returns how many were still there. */
  public static int delete(Handle handle, List<Long> sequences) {
    return sequences.stream()
        .mapToInt(
            sequence ->
                handle
                    .createUpdate("delete from feedback where sequence = :sequence")
                    .bind("sequence", sequence)
                    .execute())
        .sum();
  }

  /** Whether any ended so long ago. */
  public static boolean anyUntil(Handle handle, Instant endedAt) {
    return handle
        .createQuery("select exists (select 1 from feedback where ended_at <= :ended)")
        .bind("ended", endedAt.toEpochMilli())
        .mapTo(Boolean.class)
        .one();
  }

  public static int deleteUntil(Handle handle, Instant endedAt) {
    return handle
        .createUpdate("delete from feedback where ended_at <= :ended")
        .bind("ended", endedAt.toEpochMilli())
        .execute();
  }
}
