package io.efollowup.journal.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes frames to the last segment and starts new ones. Used by one thread.
 *
 * <p>After a failure nothing behind the last synced frame counts: it is cut off before the next
 * frame is written. After a failed sync the file itself is not trusted any more, since the system
 * may have dropped the pages it could not write and report success the next time: writing goes on
 * in a new segment.
 */
public final class SegmentWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SegmentWriter.class);

  private final SegmentCatalog catalog;
  private final FrameSeal seal;
  private final ChannelOpener opener;
  private final long segmentBytes;
  private final Duration segmentSpan;

  private Segment segment;
  private FileChannel channel;
  private long position;
  private byte[] link;
  private Optional<Instant> earliest;
  private ByteBuffer body = ByteBuffer.allocate(64 * 1024);
  private ByteBuffer frame = ByteBuffer.allocateDirect(64 * 1024);
  private boolean leftover;
  private boolean distrusted;
  private boolean rolling;

  private SegmentWriter(
      SegmentCatalog catalog,
      FrameSeal seal,
      ChannelOpener opener,
      long segmentBytes,
      Duration segmentSpan)
      throws IOException {
    this.catalog = catalog;
    this.seal = seal;
    this.opener = opener;
    this.segmentBytes = segmentBytes;
    this.segmentSpan = segmentSpan;
    this.segment = catalog.last();
    this.channel = opener.open(segment.file());
  }

  /** Continues the last segment: judges it whole and cuts a torn tail off. */
  public static SegmentWriter open(
      SegmentCatalog catalog,
      FrameSeal seal,
      ChannelOpener opener,
      long segmentBytes,
      Duration segmentSpan)
      throws IOException {
    SegmentWriter writer = new SegmentWriter(catalog, seal, opener, segmentBytes, segmentSpan);
    try {
      writer.recover();
      return writer;
    } catch (IOException | RuntimeException e) {
      writer.channel.close();
      throw e;
    }
  }

  private void recover() throws IOException {
    long size = channel.size();
    SegmentScan scan = new SegmentScan(segment, seal, channel);
    SegmentScan.Tail tail = scan.tail(size);
    if (size > tail.endOffset() && !scan.endsWithMark(tail.endOffset(), size)) {
      log.warn(
          "{} bytes of a frame that was never acknowledged were cut off {}",
          size - tail.endOffset(),
          segment.file().getFileName());
      channel.truncate(tail.endOffset());
    }
    // What a dying process wrote may not be on disk yet; nobody may read it before it is.
    channel.force(true);
    segment.advance(tail.endOffset());
    position = tail.endPosition();
    link = tail.link();
    earliest = tail.earliest();
  }

  /** The position the next entry will have. */
  public long position() {
    return position;
  }

  /**
   * Writes a batch as one frame and syncs it.
   *
   * @throws IOException when it could not be made durable; then nothing of it is kept
   */
  void append(List<PendingAppend> batch) throws IOException {
    repair();
    encode(batch);
    if (mustRoll(batch)) {
      rolling = true;
      roll();
    }
    byte[] sealed = seal(batch);
    write(segment.syncedEnd(), frame);
    sync();
    segment.index().note(position, segment.syncedEnd());
    segment.latest(latest(batch));
    earliest = Optional.of(earliest.orElse(batch.getFirst().entry().receivedAt()));
    link = Arrays.copyOfRange(sealed, sealed.length - FrameSeal.LINK, sealed.length);
    position += batch.size();
    segment.advance(segment.syncedEnd() + FrameHeader.LENGTH + sealed.length);
  }

  /** Marks that all frames so far are synced. Costs no sync and may fail without harm. */
  void mark() {
    ByteBuffer mark = ByteBuffer.allocate(SyncMark.LENGTH);
    SyncMark.writeTo(mark, segment.syncedEnd(), position);
    try {
      if (!leftover && !distrusted) {
        write(segment.syncedEnd(), mark.flip());
      }
    } catch (IOException e) {
      // Without the mark only the diagnosis of later damage is poorer; an append will say more.
      log.debug("The journal's end could not be marked", e);
    }
  }

  @Override
  public void close() throws IOException {
    mark();
    try (FileChannel closing = channel) {
      closing.force(true);
    }
  }

  private void encode(List<PendingAppend> batch) {
    int bound = 0;
    for (PendingAppend append : batch) {
      bound += append.bytes();
    }
    if (body.capacity() < bound) {
      body = ByteBuffer.allocate(bound + bound / 4);
    }
    body.clear();
    for (PendingAppend append : batch) {
      EntryCodec.write(body, append.entry());
    }
    body.flip();
  }

  private byte[] seal(List<PendingAppend> batch) {
    byte[] plain = Arrays.copyOf(body.array(), body.limit());
    byte[] sealed = seal.seal(plain, segment.firstPosition(), position, batch.size(), link);
    int length = FrameHeader.LENGTH + sealed.length;
    if (frame.capacity() < length) {
      frame = ByteBuffer.allocateDirect(length + length / 4);
    }
    frame.clear();
    int sum = FrameHeader.sum(ByteBuffer.wrap(sealed));
    new FrameHeader(position, batch.size(), sealed.length, sum).writeTo(frame);
    frame.put(sealed).flip();
    return sealed;
  }

  private Instant latest(List<PendingAppend> batch) {
    Instant latest = segment.latest();
    for (PendingAppend append : batch) {
      Instant received = append.entry().receivedAt();
      latest = received.isAfter(latest) ? received : latest;
    }
    return latest;
  }

  private boolean mustRoll(List<PendingAppend> batch) {
    if (earliest.isEmpty()) {
      return false; // a segment has at least one frame
    }
    return rolling
        || segment.syncedEnd() + body.limit() > segmentBytes
        || !batch.getFirst().entry().receivedAt().isBefore(earliest.get().plus(segmentSpan));
  }

  /** Finishes the segment and starts the next; once begun it must succeed before anything else. */
  private void roll() throws IOException {
    channel.truncate(segment.syncedEnd());
    channel.force(true);
    Segment next = catalog.create(position, link, segment.latest());
    FileChannel opened = opener.open(next.file());
    channel.close();
    channel = opened;
    segment = next;
    link = next.header().link();
    earliest = Optional.empty();
    rolling = false;
  }

  private void write(long offset, ByteBuffer bytes) throws IOException {
    try {
      long at = offset;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    } catch (IOException e) {
      leftover = true;
      try {
        channel.truncate(segment.syncedEnd());
        leftover = false;
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private void sync() throws IOException {
    try {
      channel.force(false);
    } catch (IOException e) {
      distrusted = true;
      throw e;
    }
  }

  private void repair() throws IOException {
    if (distrusted) {
      channel.close();
      channel = opener.open(segment.file());
      channel.truncate(segment.syncedEnd());
      channel.force(true);
      rolling = true;
      distrusted = false;
      leftover = false;
    } else if (leftover) {
      channel.truncate(segment.syncedEnd());
      leftover = false;
    }
  }
}
