package io.efollowup.journal.internal;

import io.efollowup.journal.JournalEntry;
import io.efollowup.journal.JournalRecord;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a frame before it is sealed: its entries one after the other.
 *
 * <pre>
 * received at, epoch ms 8 | device length 2 | device, UTF-8 | payload length 4 | payload
 * </pre>
 */
public final class EntryCodec {
  private static final int FIXED = Long.BYTES + Short.BYTES + Integer.BYTES;
  private static final int MOST_BYTES_PER_CHARACTER = 3;

  private EntryCodec() {}

  /** An upper bound of the bytes an entry takes, found without encoding it. */
  public static int bound(JournalEntry entry) {
    return FIXED + entry.device().length() * MOST_BYTES_PER_CHARACTER + entry.payload().length;
  }

  /** Writes an entry; the buffer must have {@link #bound} left. */
  public static void write(ByteBuffer body, JournalEntry entry) {
    byte[] device = entry.device().getBytes(StandardCharsets.UTF_8);
    body.putLong(entry.receivedAt().toEpochMilli());
    body.putShort((short) device.length).put(device);
    body.putInt(entry.payload().length).put(entry.payload());
  }

  /**
   * Reads the entries of a body.
   *
   * @throws IllegalArgumentException when it does not hold exactly {@code count}
   */
  public static List<JournalRecord> read(byte[] bytes, long firstPosition, int count) {
    try {
      ByteBuffer body = ByteBuffer.wrap(bytes);
      List<JournalRecord> records = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        records.add(new JournalRecord(firstPosition + i, entry(body)));
      }
      if (body.hasRemaining()) {
        throw new IllegalArgumentException("a frame holds more than its entries");
      }
      return records;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a frame holds less than its entries", e);
    }
  }

  private static JournalEntry entry(ByteBuffer body) {
    Instant receivedAt = Instant.ofEpochMilli(body.getLong());
    byte[] device = new byte[body.getShort()];
    body.get(device);
    byte[] payload = new byte[body.getInt()];
    body.get(payload);
    return new JournalEntry(new String(device, StandardCharsets.UTF_8), receivedAt, payload);
  }
}
