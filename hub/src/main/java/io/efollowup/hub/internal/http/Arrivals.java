package io.efollowup.hub.internal.http;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bodies that are still arriving at one event loop, oldest first, so that none takes for ever.
 * Used by that event loop only; the count of bytes is shared by all of them.
 */
final class Arrivals {
  private final Duration longest;
  private final AtomicLong bytesArriving;
  private final long mostBytes;
  private final Set<IncomingBody> bodies = new LinkedHashSet<>();

  /**
   * @param bytesArriving held by unfinished bodies, over all event loops
   * @param mostBytes that may be so held
   */
  Arrivals(Duration longest, AtomicLong bytesArriving, long mostBytes) {
    this.longest = longest;
    this.bytesArriving = bytesArriving;
    this.mostBytes = mostBytes;
  }

  void add(IncomingBody body) {
    bodies.add(body);
  }

  void remove(IncomingBody body) {
    bodies.remove(body);
  }

  /** Whether so many more bytes may be held; when not, they are not counted. */
  boolean reserve(int bytes) {
    if (bytesArriving.addAndGet(bytes) > mostBytes) {
      bytesArriving.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void release(int bytes) {
    bytesArriving.addAndGet(-bytes);
  }

  /** Ends those that began too long ago. */
  void expire(long nowNanos) {
    for (IncomingBody body : List.copyOf(bodies)) {
      if (nowNanos - body.beganNanos() <= longest.toNanos()) {
        return; // the rest is younger
      }
      body.expire();
    }
  }
}
