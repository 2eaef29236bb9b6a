package io.efollowup.hub.internal.amqp;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Where the answers to requests on one link leave: another link, which the peer may open before or
 * after, and give credit to when it likes. On the connection's loop.
 */
final class ReplyPath {
  private static final int MOST_WAITING = 1000;

  private final LinkPort port;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private Optional<ReplyLink> link = Optional.empty();

  ReplyPath(LinkPort port) {
    this.port = port;
  }

  /**
   * Sends, or keeps until there is a link with credit; when too much waits, the connection ends.
   */
  void post(byte[] message) {
    if (waiting.size() >= MOST_WAITING) {
      port.overflow();
    } else {
      waiting.add(message);
      send();
    }
  }

  void open(ReplyLink opened) {
    link = Optional.of(opened);
  }

  void closed(ReplyLink closed) {
    link = link.filter(current -> current != closed);
  }

  void send() {
    link.ifPresent(
        open -> {
          while (!waiting.isEmpty() && open.hasRoom()) {
            open.send(waiting.remove(), true);
          }
        });
  }
}
