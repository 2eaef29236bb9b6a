package io.efollowup.hub.internal;

import io.efollowup.hub.Subscription;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The timers of one connection, which go with it: nothing of a connection that has ended waits for
 * one. On its loop.
 */
public final class StreamTimers {
  private final Vertx vertx;
  private final Set<Long> pending = new HashSet<>();
  private boolean closed;

  public StreamTimers(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The step is taken after a while, unless the subscription or this is closed before. */
  public Subscription after(Duration delay, Runnable step) {
    if (closed) {
      return () -> {};
    }
    long timer =
        vertx.setTimer(
            Math.max(1, delay.toMillis()),
            id -> {
              pending.remove(id);
              step.run();
            });
    pending.add(timer);
    return () -> cancel(timer);
  }

  private void cancel(long timer) {
    if (pending.remove(timer)) {
      vertx.cancelTimer(timer);
    }
  }

  public void close() {
    closed = true;
    pending.forEach(vertx::cancelTimer);
    pending.clear();
  }
}
