package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts what arrives into packets. A packet's length stands at its front: one that is too large is
 * refused before it is collected. On the connection's loop.
 */
final class Frames {
  private static final int SHORTEST = 2;
  private static final int MOST_LENGTH_BYTES = 4;
  private static final byte[] NOTHING = new byte[0];

  private byte[] bytes = NOTHING;
  private int from;
  private int to;

  void add(Buffer arrived) {
    int length = arrived.length();
    if (from == to) {
      bytes = arrived.getBytes();
      from = 0;
      to = length;
      return;
    }
    makeRoom(length);
    arrived.getBytes(bytes, to);
    to += length;
  }

  /** Doubles, so that a packet in many small pieces is not copied for each of them. */
  private void makeRoom(int length) {
    int waiting = to - from;
    if (to + length <= bytes.length) {
      return;
    }
    byte[] larger = waiting + length <= bytes.length / 2 ? bytes : new byte[2 * (waiting + length)];
    System.arraycopy(bytes, from, larger, 0, waiting);
    bytes = larger;
    from = 0;
    to = waiting;
  }

  /** The first byte of the next packet; negative when nothing waits. */
  int first() {
    return from == to ? -1 : bytes[from] & 0xff;
  }

  /** How many bytes wait to become a packet. */
  int waiting() {
    return to - from;
  }

  /**
   * The next packet; empty when it has not arrived as a whole.
   *
   * @param largest it may be
   * @throws HubException {@link HubError#MESSAGE_TOO_LARGE}, {@link HubError#MALFORMED_REQUEST}
   */
  Optional<byte[]> next(int largest) {
    if (waiting() < SHORTEST) {
      return Optional.empty();
    }
    int length = length(bytes, from, to);
    if (length > largest) {
      throw new HubException(
          HubError.MESSAGE_TOO_LARGE, "A packet is larger than " + largest + " bytes.");
    }
    if (length < 0 || length > waiting()) {
      return Optional.empty();
    }
    byte[] packet = Arrays.copyOfRange(bytes, from, from + length);
    from += length;
    if (from == to) {
      clear();
    }
    return Optional.of(packet);
  }

  /**
   * Of the packet that begins at a place; negative when that cannot be told yet.
   *
   * @param to where the bytes end
   * @throws HubException {@link HubError#MALFORMED_REQUEST}
   */
  static int length(byte[] bytes, int from, int to) {
    int length = 0;
    for (int i = 0; i < MOST_LENGTH_BYTES; i++) {
      int at = from + 1 + i;
      if (at >= to) {
        return -1;
      }
      length |= (bytes[at] & 0x7f) << (7 * i);
      if (bytes[at] >= 0) {
        return 1 + i + 1 + length;
      }
    }
    throw new HubException(HubError.MALFORMED_REQUEST, "This is no packet of MQTT.");
  }

  void clear() {
    bytes = NOTHING;
    from = 0;
    to = 0;
  }
}
