package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.Subscription;
import java.util.HashMap;
import java.util.Map;

/**
 * The reply paths of one connection. The two links of a pair find each other by what they are for
 * and by the correlation id that libraries give both; a path lives as long as one of its links.
 */
final class ReplyPaths {
  private final LinkPort port;
  private final Map<Key, Shared> paths = new HashMap<>();

  ReplyPaths(LinkPort port) {
    this.port = port;
  }

  /** A path, held until its subscription is closed. */
  Held hold(AmqpAddress.Node node, String device, String correlation) {
    Key key = new Key(node, device, correlation);
    Shared shared = paths.computeIfAbsent(key, absent -> new Shared(new ReplyPath(port)));
    shared.links++;
    return new Held(shared.path, () -> release(key));
  }

  private void release(Key key) {
    paths.computeIfPresent(key, (same, shared) -> --shared.links == 0 ? null : shared);
  }

  /**
   * A path in use by one link.
   *
   * @param path where answers go
   * @param use to be closed with the link
   */
  record Held(ReplyPath path, Subscription use) {}

  private record Key(AmqpAddress.Node node, String device, String correlation) {}

  private static final class Shared {
    private final ReplyPath path;
    private int links;

    Shared(ReplyPath path) {
      this.path = path;
    }
  }
}
