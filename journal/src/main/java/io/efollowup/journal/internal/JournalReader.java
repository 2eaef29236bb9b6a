package io.efollowup.journal.internal;

import io.efollowup.journal.JournalRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads synced frames. Keeps the file and the frame it read last, so that reading on from there, as
 * the monitor does, opens and decrypts everything once. Not safe for several threads.
 */
public final class JournalReader implements AutoCloseable {
  private final SegmentCatalog catalog;
  private final FrameSeal seal;
  private Optional<Open> open = Optional.empty();

  /** For the segments of a catalogue. */
  public JournalReader(SegmentCatalog catalog, FrameSeal seal) {
    this.catalog = catalog;
    this.seal = seal;
  }

  private record Open(
      Segment segment, FileChannel channel, SegmentScan scan, Optional<SegmentScan.Frame> last) {}

  /** Up to {@code limit} entries of positions from {@code from} on and below {@code end}. */
  public List<JournalRecord> read(long from, int limit, long end) throws IOException {
    List<JournalRecord> found = new ArrayList<>(Math.min(limit, 1024));
    long position = Math.max(from, catalog.firstPosition());
    try {
      while (found.size() < limit && position < end) {
        SegmentScan.Frame frame = frame(position);
        List<JournalRecord> records = frame.records();
        int start = (int) (position - records.getFirst().position());
        int stop = Math.min(records.size(), start + limit - found.size());
        found.addAll(records.subList(start, stop));
        position += stop - start;
      }
      return found;
    } catch (IOException | RuntimeException e) {
      close(); // an interrupted reader closes its channel; the next one opens it again
      throw e;
    }
  }

  private SegmentScan.Frame frame(long position) throws IOException {
    Segment segment = catalog.floor(position);
    if (open.isEmpty() || !open.get().segment().equals(segment)) {
      close();
      FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.READ);
      SegmentScan scan = new SegmentScan(segment, seal, channel);
      open = Optional.of(new Open(segment, channel, scan, Optional.empty()));
    }
    Open current = open.get();
    if (current.last().isPresent() && holds(current.last().get(), position)) {
      return current.last().get();
    }
    SegmentScan.Frame frame =
        current.scan().find(start(current, position), position, segment.syncedEnd());
    open = Optional.of(new Open(segment, current.channel(), current.scan(), Optional.of(frame)));
    return frame;
  }

  private static SparseIndex.Place start(Open current, long position) {
    SparseIndex.Place indexed = current.segment().index().floor(position);
    return current
        .last()
        .map(last -> new SparseIndex.Place(last.endPosition(), last.endOffset()))
        .filter(next -> next.position() <= position && next.position() > indexed.position())
        .orElse(indexed);
  }

  private static boolean holds(SegmentScan.Frame frame, long position) {
    return position >= frame.records().getFirst().position() && position < frame.endPosition();
  }

  /** Lets go of the file; a later read opens it again. */
  @Override
  public void close() throws IOException {
    Optional<Open> closing = open;
    open = Optional.empty();
    if (closing.isPresent()) {
      closing.get().channel().close();
    }
  }
}
