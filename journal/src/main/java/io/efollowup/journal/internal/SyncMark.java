package io.efollowup.journal.internal;

import java.nio.ByteBuffer;

/**
 * Written behind the last frame only after that frame was synced, and overwritten by the next one.
 * It makes the difference, at recovery, between a last frame that a crash left incomplete and one
 * that was acknowledged and altered later.
 *
 * <pre>
 * magic 4 | its own offset 8 | position after the last entry 8 | CRC-32C of these 4
 * </pre>
 */
public final class SyncMark {
  /** Bytes a mark takes. */
  public static final int LENGTH = 24;

  private static final int MAGIC = 0x45464A53; // EFJS
  private static final int SUMMED = LENGTH - Integer.BYTES;

  private SyncMark() {}

  /** Writes a mark at the buffer's position. */
  public static void writeTo(ByteBuffer buffer, long offset, long endPosition) {
    int start = buffer.position();
    buffer.putInt(MAGIC).putLong(offset).putLong(endPosition);
    buffer.putInt(FrameHeader.sum(buffer.slice(start, SUMMED)));
  }

  /** Whether an unharmed mark that belongs to this offset of the file stands at an index. */
  public static boolean isAt(ByteBuffer buffer, int index, long offset) {
    return buffer.limit() - index >= LENGTH
        && buffer.getInt(index) == MAGIC
        && buffer.getLong(index + 4) == offset
        && buffer.getInt(index + SUMMED) == FrameHeader.sum(buffer.slice(index, SUMMED));
  }
}
