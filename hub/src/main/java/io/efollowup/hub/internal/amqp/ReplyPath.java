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
  private static final int MOST_WAITING_BYTES = 1024 * 1024;

  private final LinkPort port;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private Optional<ReplyLink> link = Optional.empty();
  private int waitingBytes;

  ReplyPath(LinkPort port) {
    this.port = port;
  }

  /**
   * Sends, or keeps until there is a link with credit; when too much waits, the connection ends.
   */
  void post(byte[] message) {
    if (waiting.size() >= MOST_WAITING || waitingBytes + message.length > MOST_WAITING_BYTES) {
      port.overflow();
    } else {
      waiting.add(message);
      waitingBytes += message.length;
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
            byte[] message = waiting.remove();
            waitingBytes -= message.length;
            open.send(message, true);
          }
        });
  }
}
