package io.efollowup.journal.internal;

import java.nio.file.Path;
import java.time.Instant;

/**
 * One segment file as readers see it: they never look beyond {@link #syncedEnd()}.
 *
 * <p>The writer alone changes it; what it publishes is safe to read from any thread.
 */
public final class Segment {
  private final Path file;
  private final SegmentHeader header;
  private final SparseIndex index;
  private volatile long syncedEnd;
  private volatile Instant latest = Instant.EPOCH;

  Segment(Path file, SegmentHeader header, long syncedEnd) {
    this.file = file;
    this.header = header;
    this.index = new SparseIndex(header.firstPosition(), header.length());
    this.syncedEnd = syncedEnd;
  }

  Path file() {
    return file;
  }

  SegmentHeader header() {
    return header;
  }

  long firstPosition() {
    return header.firstPosition();
  }

  SparseIndex index() {
    return index;
  }

  /** Offset behind the last synced frame. */
  long syncedEnd() {
    return syncedEnd;
  }

  void advance(long end) {
    syncedEnd = end;
  }

  /** The latest time received of its entries. */
  Instant latest() {
    return latest;
  }

  void latest(Instant received) {
    latest = received;
  }
}
