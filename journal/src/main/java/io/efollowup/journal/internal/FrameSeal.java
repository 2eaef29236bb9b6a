package io.efollowup.journal.internal;

import io.efollowup.vault.Sealer;
import io.efollowup.vault.TamperedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Binds what is sealed to its place: segment, position, number of entries, and the last bytes of
 * what stands before it (which are the tag of the frame before), so that frames can be neither
 * moved, nor mixed from two histories of the same journal, nor left out.
 */
public final class FrameSeal {
  /** Bytes of the frame before that enter into a seal. */
  public static final int LINK = 16;

  private static final byte[] FRAME = "journal frame".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SEGMENT = "journal segment".getBytes(StandardCharsets.US_ASCII);

  private final Sealer sealer;

  /** With the journal's key. */
  public FrameSeal(Sealer sealer) {
    this.sealer = sealer;
  }

  byte[] seal(byte[] body, long segment, long firstPosition, int count, byte[] link) {
    return sealer.seal(body, frameContext(segment, firstPosition, count, link));
  }

  byte[] open(byte[] body, long segment, FrameHeader header, byte[] link) throws TamperedException {
    return sealer.open(body, frameContext(segment, header.firstPosition(), header.count(), link));
  }

  byte[] sealHeader(byte[] content, long segment) {
    return sealer.seal(content, segmentContext(segment));
  }

  byte[] openHeader(byte[] sealed, long segment) throws TamperedException {
    return sealer.open(sealed, segmentContext(segment));
  }

  private static byte[] frameContext(long segment, long firstPosition, int count, byte[] link) {
    return ByteBuffer.allocate(FRAME.length + 8 + 8 + 4 + LINK)
        .put(FRAME)
        .putLong(segment)
        .putLong(firstPosition)
        .putInt(count)
        .put(link)
        .array();
  }

  private static byte[] segmentContext(long segment) {
    return ByteBuffer.allocate(SEGMENT.length + 8).put(SEGMENT).putLong(segment).array();
  }
}
