package io.efollowup.hub.internal.amqp;

/** How much waits for credit on all reply paths of a connection. On the connection's loop. */
final class WaitingBytes {
  private static final int MOST = 1024 * 1024;

  private int bytes;

  /** Whether so much more may wait; when not, it is not counted. */
  boolean add(int more) {
    if (bytes + more > MOST) {
      return false;
    }
    bytes += more;
    return true;
  }

  void remove(int less) {
    bytes -= less;
  }
}
