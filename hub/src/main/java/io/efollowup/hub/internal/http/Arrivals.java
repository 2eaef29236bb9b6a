package io.efollowup.hub.internal.http;

import io.efollowup.hub.internal.ByteBudget;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The bodies that are still arriving at one event loop, oldest first, so that none takes for ever.
 * Used by that event loop only.
 */
final class Arrivals {
  private final Duration longest;
  private final ByteBudget budget;
  private final Set<IncomingBody> bodies = new LinkedHashSet<>();

  Arrivals(Duration longest, ByteBudget budget) {
    this.longest = longest;
    this.budget = budget;
  }

  void add(IncomingBody body) {
    bodies.add(body);
  }

  void remove(IncomingBody body) {
    bodies.remove(body);
  }

  /** Whether so many more bytes may be held; when not, they are not counted. */
  boolean reserve(int bytes) {
    return budget.reserve(bytes);
  }

  void release(int bytes) {
    budget.release(bytes);
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
