package io.efollowup.hub.internal;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of messages that are not dealt with yet are held, over all doors and event loops.
 * Safe for use by several threads.
 */
public final class ByteBudget {
  private final AtomicLong held = new AtomicLong();
  private final long most;

  /**
   * @param most that may be held
   */
  public ByteBudget(long most) {
    this.most = most;
  }

  /** An eighth of the heap. */
  public static ByteBudget ofHeap() {
    return new ByteBudget(Runtime.getRuntime().maxMemory() / 8);
  }

  /** Whether so many more bytes may be held; when not, they are not counted. */
  public boolean reserve(int bytes) {
    if (held.addAndGet(bytes) > most) {
      held.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  public void release(int bytes) {
    held.addAndGet(-bytes);
  }

  /** How many bytes are held at present. */
  public long held() {
    return held.get();
  }
}
