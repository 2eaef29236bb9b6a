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
  private final WaitingBytes waitingBytes = new WaitingBytes();
  private final Map<Key, Shared> paths = new HashMap<>();

  ReplyPaths(LinkPort port) {
    this.port = port;
  }

  /** A path of a link that has no other for a pair. */
  ReplyPath single() {
    return new ReplyPath(port, waitingBytes);
  }

  /** A path, held until its subscription is closed. */
  Held hold(AmqpAddress.Node node, String device, String correlation) {
    Key key = new Key(node, device, correlation);
    Shared shared = paths.computeIfAbsent(key, absent -> new Shared(single()));
    shared.links++;
    return new Held(shared.path, () -> release(key));
  }

  private void release(Key key) {
    paths.computeIfPresent(
        key,
        (same, shared) -> {
          if (--shared.links > 0) {
            return shared;
          }
          shared.path.discard();
          return null;
        });
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
