package io.efollowup.journal.internal;

import io.efollowup.journal.JournalCorruptedException;
import io.efollowup.vault.TamperedException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/**
 * The start of a segment file. It ties the segment to the one before, and remembers of that one
 * what retention asks, so that a start need not read old segments.
 *
 * <pre>
 * magic and version 8 | first position 8 | sealed length 4 | sealed: link 16, latest received 8
 * </pre>
 *
 * @param firstPosition position of the first entry; also the file's name
 * @param previousLink the last bytes of the segment before; zeros in the first segment of all
 * @param previousLatest the latest time received in the segment before
 * @param link the last bytes of this header, which the first frame is tied to
 * @param length bytes the header takes
 */
@SuppressWarnings("ArrayRecordComponent") // internal; nobody changes them
public record SegmentHeader(
    long firstPosition, byte[] previousLink, Instant previousLatest, byte[] link, int length) {
  /** More than any header of this version takes. */
  static final int MOST = 256;

  private static final long MAGIC = 0x45464A524E4C0001L; // EFJRNL, version 1
  private static final int FIXED = 8 + 8 + 4;

  /** The bytes a new segment file starts with. */
  static byte[] encode(FrameSeal seal, long firstPosition, byte[] link, Instant latest) {
    byte[] content =
        ByteBuffer.allocate(FrameSeal.LINK + 8).put(link).putLong(latest.toEpochMilli()).array();
    byte[] sealed = seal.sealHeader(content, firstPosition);
    return ByteBuffer.allocate(FIXED + sealed.length)
        .putLong(MAGIC)
        .putLong(firstPosition)
        .putInt(sealed.length)
        .put(sealed)
        .array();
  }

  /** Reads the first bytes of the segment that should start with that position. */
  static SegmentHeader decode(FrameSeal seal, Path file, long firstPosition, ByteBuffer bytes) {
    if (bytes.remaining() < FIXED || bytes.getLong() != MAGIC || bytes.getLong() != firstPosition) {
      throw new JournalCorruptedException(file, 0, "it does not start as a segment of this name");
    }
    int length = bytes.getInt();
    if (length < FrameSeal.LINK || length > bytes.remaining()) {
      throw new JournalCorruptedException(file, 0, "its header is cut or altered");
    }
    byte[] sealed = new byte[length];
    bytes.get(sealed);
    try {
      ByteBuffer content = ByteBuffer.wrap(seal.openHeader(sealed, firstPosition));
      byte[] previous = new byte[FrameSeal.LINK];
      content.get(previous);
      Instant latest = Instant.ofEpochMilli(content.getLong());
      byte[] link = Arrays.copyOfRange(sealed, length - FrameSeal.LINK, length);
      return new SegmentHeader(firstPosition, previous, latest, link, FIXED + length);
    } catch (TamperedException e) {
      throw new JournalCorruptedException(file, 0, "its header is altered");
    }
  }
}
