package io.efollowup.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A journal that keeps the contract except for durability: it is gone with the process. For tests,
 * and for trying things out without a disk.
 */
public final class InMemoryJournal implements Journal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Deque<List<JournalRecord>> segments = new ArrayDeque<>();
  private final int segmentEntries;
  private long end;
  private Optional<String> fault = Optional.empty();
  private boolean closed;

  /** Segments of 1,000 entries. */
  public InMemoryJournal() {
    this(1000);
  }

  /**
   * With segments of another size.
   *
   * @param segmentEntries how many entries retention removes at once
   */
  public InMemoryJournal(int segmentEntries) {
    if (segmentEntries < 1) {
      throw new IllegalArgumentException("a segment has at least one entry");
    }
    this.segmentEntries = segmentEntries;
  }

  /** Makes appends fail with this sentence until {@link #recover}, as a full disk does. */
  public void fail(String sentence) {
    lock.lock();
    try {
      fault = Optional.of(sentence);
    } finally {
      lock.unlock();
    }
  }

  /** Ends {@link #fail}. */
  public void recover() {
    lock.lock();
    try {
      fault = Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CompletableFuture<Long> append(JournalEntry entry) {
    lock.lock();
    try {
      if (closed || fault.isPresent()) {
        String why = closed ? "The journal is closed." : fault.orElseThrow();
        return CompletableFuture.failedFuture(new JournalUnavailableException(why, null));
      }
      if (segments.isEmpty() || segments.getLast().size() == segmentEntries) {
        segments.add(new ArrayList<>());
      }
      segments.getLast().add(new JournalRecord(end, entry));
      moved.signalAll();
      return CompletableFuture.completedFuture(end++);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<JournalRecord> read(long from, int limit) {
    lock.lock();
    try {
      List<JournalRecord> found = new ArrayList<>();
      for (List<JournalRecord> segment : segments) {
        long start = segment.getFirst().position();
        int skip = (int) Math.clamp(from - start, 0L, segment.size());
        int take = Math.min(segment.size() - skip, limit - found.size());
        found.addAll(segment.subList(skip, skip + take));
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long first() {
    lock.lock();
    try {
      return segments.isEmpty() ? end : segments.getFirst().getFirst().position();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long end() {
    lock.lock();
    try {
      return end;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean awaitBeyond(long position, Duration timeout) throws InterruptedException {
    long nanos = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (end <= position && nanos > 0 && !closed) {
        nanos = moved.awaitNanos(nanos);
      }
      return end > position;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int retain(long committed, Instant receivedBefore) {
    lock.lock();
    try {
      int removed = 0;
      while (segments.size() > 1 && expired(segments.getFirst(), committed, receivedBefore)) {
        segments.removeFirst();
        removed++;
      }
      return removed;
    } finally {
      lock.unlock();
    }
  }

  private static boolean expired(
      List<JournalRecord> segment, long committed, Instant receivedBefore) {
    return segment.stream()
        .allMatch(
            each ->
                each.position() < committed && each.entry().receivedAt().isBefore(receivedBefore));
  }

  @Override
  public Optional<String> fault() {
    lock.lock();
    try {
      return fault;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
