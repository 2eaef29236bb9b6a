package io.efollowup.journal.internal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The part of a frame that stands in clear before its sealed body.
 *
 * <pre>
 * magic 4 | body length 4 | entries 4 | CRC-32C of the body 4 | first position 8 | CRC-32C of these 4
 * </pre>
 *
 * The sums tell a frame that was never written whole from one that was altered afterwards; against
 * intent they prove nothing, which is what the seal of the body is for.
 *
 * @param firstPosition position of the first entry
 * @param count how many entries
 * @param bodyLength length of the sealed body in bytes
 * @param bodySum CRC-32C of the sealed body
 */
public record FrameHeader(long firstPosition, int count, int bodyLength, int bodySum) {
  /** Bytes a header takes. */
  public static final int LENGTH = 28;

  private static final int MAGIC = 0x45464A46; // EFJF
  private static final int SUMMED = LENGTH - Integer.BYTES;

  /** Writes at the buffer's position. */
  public void writeTo(ByteBuffer buffer) {
    int start = buffer.position();
    buffer.putInt(MAGIC).putInt(bodyLength).putInt(count).putInt(bodySum).putLong(firstPosition);
    buffer.putInt(sum(buffer.slice(start, SUMMED)));
  }

  /** Reads at an index, when a whole and unharmed header stands there. */
  public static Optional<FrameHeader> at(ByteBuffer buffer, int index) {
    if (buffer.limit() - index < LENGTH
        || buffer.getInt(index) != MAGIC
        || buffer.getInt(index + SUMMED) != sum(buffer.slice(index, SUMMED))) {
      return Optional.empty();
    }
    return Optional.of(
        new FrameHeader(
            buffer.getLong(index + 16),
            buffer.getInt(index + 8),
            buffer.getInt(index + 4),
            buffer.getInt(index + 12)));
  }

  /** The position after the frame's last entry. */
  public long endPosition() {
    return firstPosition + count;
  }

  /** Bytes of header and body. */
  public long frameLength() {
    return (long) LENGTH + bodyLength;
  }

  /** CRC-32C of what remains in a buffer, which is not moved. */
  static int sum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }
}
