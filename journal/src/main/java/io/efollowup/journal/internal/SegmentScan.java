package io.efollowup.journal.internal;

import io.efollowup.journal.JournalCorruptedException;
import io.efollowup.journal.JournalRecord;
import io.efollowup.vault.TamperedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a segment frame by frame and judges what it meets.
 *
 * <p>The writer syncs a frame before it writes anything behind it. So a frame that is not whole is
 * what a crash left of the last, never acknowledged one, if and only if nothing stands behind it:
 * neither a later frame nor a mark of synchronisation. It is then a torn tail, and cut. In all
 * other cases, and whenever a whole frame does not open, bytes that had been synced are not what
 * they were: that is refused with its place.
 */
final class SegmentScan {
  private final Segment segment;
  private final FrameSeal seal;
  private final FrameWindow window;

  SegmentScan(Segment segment, FrameSeal seal, FileChannel channel) {
    this.segment = segment;
    this.seal = seal;
    this.window = new FrameWindow(channel);
  }

  /**
   * A frame in its place.
   *
   * @param offset where it starts
   * @param endOffset where the next one starts
   */
  record Frame(long offset, long endOffset, long endPosition, List<JournalRecord> records) {}

  /** What a scan of the last segment found. */
  @SuppressWarnings("ArrayRecordComponent") // internal; nobody changes it
  record Tail(long endOffset, long endPosition, byte[] link, Optional<Instant> earliest) {}

  /** Reads the last segment whole, up to where its sound part ends. */
  Tail tail(long fileSize) throws IOException {
    long offset = segment.header().length();
    long position = segment.firstPosition();
    Optional<Instant> earliest = Optional.empty();
    while (offset < fileSize && !isMark(offset, fileSize)) {
      Optional<FrameHeader> header = wholeFrame(offset, fileSize);
      if (header.isEmpty()) {
        if (wasSynced(offset, fileSize)) {
          throw corrupted(offset, "a frame that had been synced is altered");
        }
        break;
      }
      Frame frame = open(offset, position, header.get(), fileSize);
      segment.index().note(position, offset);
      for (JournalRecord each : frame.records()) {
        Instant received = each.entry().receivedAt();
        earliest = earliest.isEmpty() ? Optional.of(received) : earliest;
        segment.latest(received.isAfter(segment.latest()) ? received : segment.latest());
      }
      offset = frame.endOffset();
      position = frame.endPosition();
    }
    return new Tail(offset, position, link(offset, fileSize), earliest);
  }

  /** Whether what stands behind the sound part is nothing but its mark. */
  boolean endsWithMark(long offset, long fileSize) throws IOException {
    return fileSize == offset + SyncMark.LENGTH && isMark(offset, fileSize);
  }

  /**
   * The frame that holds a position, looked for from the frame at {@code place} on, in the synced
   * part of the segment.
   */
  Frame find(SparseIndex.Place place, long position, long end) throws IOException {
    long offset = place.offset();
    long expected = place.position();
    while (true) {
      Optional<FrameHeader> header =
          FrameHeader.at(window.view(offset, FrameHeader.LENGTH, end), 0);
      if (header.isEmpty() || header.get().firstPosition() != expected) {
        throw corrupted(offset, "a frame's header is altered or missing");
      }
      segment.index().note(expected, offset);
      if (position < header.get().endPosition()) {
        if (wholeFrame(offset, end).isEmpty()) {
          throw corrupted(offset, "the frame is altered");
        }
        return open(offset, expected, header.get(), end);
      }
      offset += header.get().frameLength();
      expected = header.get().endPosition();
    }
  }

  private Frame open(long offset, long position, FrameHeader header, long end) throws IOException {
    if (header.firstPosition() != position || header.count() <= 0) {
      throw corrupted(offset, "the frame does not follow the one before it");
    }
    byte[] link = link(offset, end);
    byte[] sealed = new byte[header.bodyLength()];
    window.view(offset + FrameHeader.LENGTH, sealed.length, end).get(sealed);
    try {
      byte[] body = seal.open(sealed, segment.firstPosition(), header, link);
      List<JournalRecord> records = EntryCodec.read(body, position, header.count());
      return new Frame(offset, offset + header.frameLength(), header.endPosition(), records);
    } catch (TamperedException | IllegalArgumentException e) {
      throw corrupted(offset, "the frame does not open with the journal's key in this place");
    }
  }

  /** The header of a frame all of whose bytes are there and fit their sums. */
  private Optional<FrameHeader> wholeFrame(long offset, long end) throws IOException {
    Optional<FrameHeader> header = FrameHeader.at(window.view(offset, FrameHeader.LENGTH, end), 0);
    if (header.isEmpty()
        || header.get().bodyLength() < 0
        || offset + header.get().frameLength() > end) {
      return Optional.empty();
    }
    ByteBuffer body = window.view(offset + FrameHeader.LENGTH, header.get().bodyLength(), end);
    return header.filter(
        whole ->
            body.remaining() == whole.bodyLength() && FrameHeader.sum(body) == whole.bodySum());
  }

  private boolean isMark(long offset, long end) throws IOException {
    return SyncMark.isAt(window.view(offset, SyncMark.LENGTH, end), 0, offset);
  }

  /** Whether anything behind an offset proves that what stands at it had been synced. */
  private boolean wasSynced(long offset, long end) throws IOException {
    for (long at = offset + 1; at < end; at++) {
      ByteBuffer view = window.view(at, FrameHeader.LENGTH, end);
      if (SyncMark.isAt(view, 0, at) || FrameHeader.at(view, 0).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** The bytes before an offset, which the frame starting there is tied to. */
  private byte[] link(long offset, long end) throws IOException {
    byte[] link = new byte[FrameSeal.LINK];
    window.view(offset - FrameSeal.LINK, FrameSeal.LINK, end).get(link);
    return link;
  }

  private JournalCorruptedException corrupted(long offset, String what) {
    return new JournalCorruptedException(segment.file(), offset, what);
  }

  /** Whether the last bytes of a finished segment are those the next one remembers. */
  boolean endsWith(byte[] link) throws IOException {
    return segment.syncedEnd() >= segment.header().length()
        && Arrays.equals(link(segment.syncedEnd(), segment.syncedEnd()), link);
  }
}
