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
  private final WaitingBytes waitingBytes;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private Optional<ReplyLink> link = Optional.empty();

  /**
   * @param waitingBytes of all paths of the connection
   */
  ReplyPath(LinkPort port, WaitingBytes waitingBytes) {
    this.port = port;
    this.waitingBytes = waitingBytes;
  }

  /**
   * Sends, or keeps until there is a link with credit; when too much waits, the connection ends.
   */
  void post(byte[] message) {
    if (waiting.size() >= MOST_WAITING || !waitingBytes.add(message.length)) {
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

  /** Nobody will fetch what waits. */
  void discard() {
    waiting.forEach(message -> waitingBytes.remove(message.length));
    waiting.clear();
  }

  void send() {
    link.ifPresent(
        open -> {
          while (!waiting.isEmpty() && open.hasRoom()) {
            byte[] message = waiting.remove();
            waitingBytes.remove(message.length);
            open.send(message, true);
          }
        });
  }
}
