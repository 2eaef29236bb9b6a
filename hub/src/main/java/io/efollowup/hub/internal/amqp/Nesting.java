package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * How deep the values of a message are nested, found out before they are decoded: the decoder calls
 * itself for each level, and makes room for as many elements as each level says to have.
 */
final class Nesting {
  private static final int DEEPEST = 32;
  private static final int DESCRIBED = 0x00;

  private Nesting() {}

  /**
   * @throws HubException {@link HubError#MALFORMED_REQUEST} when it is too deep, or is no AMQP
   */
  static void require(byte[] message) {
    ByteBuffer bytes = ByteBuffer.wrap(message);
    try {
      while (bytes.hasRemaining()) {
        value(bytes, 0);
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new HubException(HubError.MALFORMED_REQUEST, "This is not an AMQP message.", e);
    }
  }

  private static void value(ByteBuffer bytes, int depth) {
    body(constructor(bytes, depth), bytes, depth);
  }

  /** The code of what follows; described types are passed over. */
  private static int constructor(ByteBuffer bytes, int depth) {
    int within = depth;
    int code = bytes.get() & 0xff;
    while (code == DESCRIBED) {
      requireDepth(++within);
      value(bytes, within);
      code = bytes.get() & 0xff;
    }
    return code;
  }

  /** Which kind of body a code has stands in its upper four bits. */
  private static void body(int code, ByteBuffer bytes, int depth) {
    switch (code >> 4) {
      case 0x4 -> {}
      case 0x5 -> skip(bytes, 1);
      case 0x6 -> skip(bytes, 2);
      case 0x7 -> skip(bytes, 4);
      case 0x8 -> skip(bytes, 8);
      case 0x9 -> skip(bytes, 16);
      case 0xa -> skip(bytes, bytes.get() & 0xff);
      case 0xb -> skip(bytes, bytes.getInt());
      case 0xc -> elements(smallCount(bytes), bytes, depth + 1);
      case 0xd -> elements(largeCount(bytes), bytes, depth + 1);
      case 0xe -> array(smallCount(bytes), bytes, depth + 1);
      case 0xf -> array(largeCount(bytes), bytes, depth + 1);
      default -> throw new IllegalArgumentException("no such type");
    }
  }

  /** Behind the size, by which the decoder does not go either. */
  private static int smallCount(ByteBuffer bytes) {
    skip(bytes, 1);
    return bytes.get() & 0xff;
  }

  private static int largeCount(ByteBuffer bytes) {
    skip(bytes, 4);
    return bytes.getInt();
  }

  private static void elements(int count, ByteBuffer bytes, int depth) {
    requireCount(count, bytes, depth);
    for (int i = 0; i < count; i++) {
      value(bytes, depth);
    }
  }

  private static void array(int count, ByteBuffer bytes, int depth) {
    requireCount(count, bytes, depth);
    int code = constructor(bytes, depth);
    for (int i = 0; i < count; i++) {
      body(code, bytes, depth);
    }
  }

  private static void requireCount(int count, ByteBuffer bytes, int depth) {
    requireDepth(depth);
    if (count < 0 || count > bytes.remaining()) {
      throw new IllegalArgumentException("more elements than bytes");
    }
  }

  private static void requireDepth(int depth) {
    if (depth > DEEPEST) {
      throw new HubException(
          HubError.MALFORMED_REQUEST, "The values of a message are nested too deep.");
    }
  }

  private static void skip(ByteBuffer bytes, int length) {
    bytes.position(bytes.position() + length);
  }
}
