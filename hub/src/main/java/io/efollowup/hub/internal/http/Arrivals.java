package io.efollowup.hub.internal.http;

import io.efollowup.hub.internal.ByteBudget;
import io.efollowup.hub.internal.Holding;
import io.efollowup.hub.internal.Owner;
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

  /** Where a body's bytes are counted. */
  Holding holding(Owner owner) {
    return budget.holding(owner);
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
