package io.efollowup.hub.internal.http;

import io.efollowup.hub.HubError;
import io.efollowup.hub.internal.HubMeters;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The connections of one event loop, so that none is kept open without asking for anything: one
 * that never finishes the head of a request looks busy to a time-out that only waits for silence.
 * Used by that event loop only.
 */
final class Visitors {
  private final Duration first;
  private final Duration next;
  private final HubMeters meters;
  private final Map<HttpConnection, Visitor> visitors = new IdentityHashMap<>();

  private static final class Visitor {
    long since;
    int underWay;
    boolean asked;

    Visitor(long since) {
      this.since = since;
    }
  }

  /**
   * @param first how long a new connection may take to ask for something
   * @param next how long a connection may wait after an answer before it asks again
   */
  Visitors(Duration first, Duration next, HubMeters meters) {
    this.first = first;
    this.next = next;
    this.meters = meters;
  }

  void came(HttpConnection connection) {
    visitors.put(connection, new Visitor(System.nanoTime()));
    connection.closeHandler(closed -> visitors.remove(connection));
  }

  /** It speaks HTTP no more. */
  void left(HttpConnection connection) {
    visitors.remove(connection);
  }

  /** The head of a request is here. */
  void asks(HttpConnection connection) {
    Visitor visitor = visitors.get(connection);
    if (visitor != null) {
      visitor.underWay++;
    }
  }

  /**
   * A request has been answered.
   *
   * @param well not with an error: only who is let in may stay for longer
   */
  void answered(HttpConnection connection, boolean well) {
    Visitor visitor = visitors.get(connection);
    if (visitor != null) {
      visitor.asked |= well;
      visitor.underWay--;
      visitor.since = System.nanoTime();
    }
  }

  /** Hangs up on those who have been let in for too long without asking. */
  void expire(long nowNanos) {
    List.copyOf(visitors.entrySet())
        .forEach(
            entry -> {
              Visitor visitor = entry.getValue();
              Duration longest = visitor.asked ? next : first;
              if (visitor.underWay == 0 && nowNanos - visitor.since > longest.toNanos()) {
                if (!visitor.asked) {
                  meters.refused(HubError.REQUEST_TIMEOUT);
                }
                entry.getKey().close();
              }
            });
  }
}
