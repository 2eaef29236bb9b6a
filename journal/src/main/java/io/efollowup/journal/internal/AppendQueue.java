package io.efollowup.journal.internal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Entries waiting for the next group commit, bounded by their bytes. */
public final class AppendQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<PendingAppend> waiting = new ArrayDeque<>();
  private final long capacity;
  private long bytes;
  private boolean closed;

  /** What became of an offer. */
  public enum Offer {
    TAKEN,
    FULL,
    CLOSED
  }

  /** A queue that holds at most {@code capacity} bytes of entries. */
  public AppendQueue(long capacity) {
    this.capacity = capacity;
  }

  /** Takes an entry in, when there is room; never waits. */
  public Offer offer(PendingAppend append) {
    lock.lock();
    try {
      if (closed) {
        return Offer.CLOSED;
      }
      if (bytes + append.bytes() > capacity) {
        return Offer.FULL;
      }
      bytes += append.bytes();
      waiting.add(append);
      changed.signal();
      return Offer.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Moves what waits into {@code batch}, up to {@code most} bytes but at least one entry, and waits
   * while nothing does. Leaves the batch empty once the queue is closed and drained.
   */
  void take(List<PendingAppend> batch, long most) {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      long taken = 0;
      while (!waiting.isEmpty() && (batch.isEmpty() || taken + waiting.peek().bytes() <= most)) {
        PendingAppend next = waiting.poll();
        taken += next.bytes();
        batch.add(next);
      }
      bytes -= taken;
    } finally {
      lock.unlock();
    }
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more in; what waits is still given out. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
