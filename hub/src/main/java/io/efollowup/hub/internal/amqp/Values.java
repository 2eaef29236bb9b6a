package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Walks through values as they lie in bytes, before a decoder of the engine sees them: it calls
 * itself for each level, makes room for as many elements as each level says to have, and keeps each
 * name and each type it has ever met. So a type that nobody has defined is made one and the same
 * here; what becomes of other names is for those who extend this.
 */
abstract class Values {
  static final byte SYMBOL8 = (byte) 0xa3;
  static final byte SYMBOL32 = (byte) 0xb3;

  private static final int DEEPEST = 32;
  private static final byte DESCRIBED = 0x00;
  private static final byte MAP8 = (byte) 0xc1;
  private static final byte MAP32 = (byte) 0xd1;
  private static final byte ULONG0 = 0x44;
  private static final byte SMALL_ULONG = 0x53;
  private static final byte ULONG = (byte) 0x80;
  private static final byte BLANK = '?';
  private static final long BLANK_NUMBER = -1;

  private final ByteBuffer bytes;
  private final int most;
  private int values;

  /**
   * @param bytes that may be changed where they lie
   * @param most so many values at most
   */
  Values(ByteBuffer bytes, int most) {
    this.bytes = bytes;
    this.most = most;
  }

  /**
   * The code that says that a symbol follows; in an array, all of its elements.
   *
   * @param at where it is
   */
  abstract void symbolCode(int at);

  /**
   * The name that a symbol is.
   *
   * @param at where it begins
   * @param length in bytes
   */
  abstract void symbol(int at, int length);

  /**
   * Walks through the next value.
   *
   * @throws HubException {@link HubError#MALFORMED_REQUEST} when it is too deep, too much, or no
   *     AMQP
   */
  final void next() {
    try {
      value(0);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new HubException(HubError.MALFORMED_REQUEST, "This is not AMQP.", e);
    }
  }

  final ByteBuffer bytes() {
    return bytes;
  }

  private void value(int depth) {
    count(1);
    body(constructor(depth), depth);
  }

  private void count(int more) {
    values += more;
    if (values > most) {
      throw new HubException(HubError.MALFORMED_REQUEST, "There are too many values in one.");
    }
  }

  /** The code of what follows; of described types the descriptors are passed over. */
  private byte constructor(int depth) {
    int within = depth;
    byte code = bytes.get();
    while (code == DESCRIBED) {
      requireDepth(++within);
      descriptor();
      code = bytes.get();
    }
    if (code == SYMBOL8 || code == SYMBOL32) {
      symbolCode(bytes.position() - 1);
    }
    return code;
  }

  /** By the protocol, a number or a name. */
  private void descriptor() {
    switch (bytes.get()) {
      case ULONG0 -> {}
      case SMALL_ULONG -> bytes.get();
      case ULONG -> {
        int at = bytes.position();
        if (!KnownNames.contain(bytes.getLong())) {
          bytes.putLong(at, BLANK_NUMBER);
        }
      }
      case SYMBOL8 -> blankUnlessKnown(bytes.get() & 0xff);
      case SYMBOL32 -> blankUnlessKnown(bytes.getInt());
      default -> throw new IllegalArgumentException("no type is described so");
    }
  }

  private void blankUnlessKnown(int length) {
    int at = bytes.position();
    skip(length);
    blankUnlessKnown(at, length);
  }

  /** Of made-up names no more than their length is left. */
  final void blankUnlessKnown(int at, int length) {
    if (length > KnownNames.LONGEST) {
      throw new HubException(
          HubError.MALFORMED_REQUEST,
          "A symbol has at most " + KnownNames.LONGEST + " characters.");
    }
    byte[] name = new byte[length];
    bytes.get(at, name);
    if (!KnownNames.contain(new String(name, StandardCharsets.US_ASCII))) {
      for (int i = at; i < at + length; i++) {
        bytes.put(i, BLANK);
      }
    }
  }

  /** Which kind of body a code has stands in its upper four bits. */
  private void body(byte code, int depth) {
    switch ((code & 0xff) >> 4) {
      case 0x4 -> {}
      case 0x5 -> skip(1);
      case 0x6 -> skip(2);
      case 0x7 -> skip(4);
      case 0x8 -> skip(8);
      case 0x9 -> skip(16);
      case 0xa -> text(code == SYMBOL8, bytes.get() & 0xff);
      case 0xb -> text(code == SYMBOL32, bytes.getInt());
      case 0xc, 0xd, 0xe, 0xf -> compound(code, depth + 1);
      default -> throw new IllegalArgumentException("no such type");
    }
  }

  private void text(boolean isSymbol, int length) {
    int at = bytes.position();
    skip(length);
    if (isSymbol) {
      symbol(at, length);
    }
  }

  /**
   * The decoder goes by the count, but where it skips a value: then by the size. They have to say
   * the same.
   */
  private void compound(byte code, int depth) {
    boolean large = (code & 0x10) != 0;
    int size = large ? bytes.getInt() : bytes.get() & 0xff;
    int end = bytes.position() + size;
    int count = large ? bytes.getInt() : bytes.get() & 0xff;
    require(count >= 0 && count <= bytes.remaining(), "more elements than bytes");
    requireDepth(depth);
    if ((code & 0x20) != 0) {
      array(count, depth);
    } else {
      require(code != MAP8 && code != MAP32 || count % 2 == 0, "a key without a value");
      for (int i = 0; i < count; i++) {
        value(depth);
      }
    }
    require(bytes.position() == end, "another size than was said");
  }

  private void array(int count, int depth) {
    count(count);
    byte code = constructor(depth);
    for (int i = 0; i < count; i++) {
      body(code, depth);
    }
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static void requireDepth(int depth) {
    if (depth > DEEPEST) {
      throw new HubException(HubError.MALFORMED_REQUEST, "The values are nested too deep.");
    }
  }

  private void skip(int length) {
    require(length >= 0, "a length without end");
    bytes.position(bytes.position() + length);
  }
}
