package io.efollowup.telemetry.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteSink} wrote; anything else is an {@link IllegalArgumentException}. */
final class ByteSource {
  private final byte[] bytes;
  private int next;

  ByteSource(byte[] bytes) {
    this.bytes = bytes;
  }

  int oneByte() {
    require(1);
    return bytes[next++] & 0xff;
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = oneByte();
      value |= (b & 0x7fL) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw garbage("a number does not end");
  }

  long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A varint that is a non-negative int. */
  int size() {
    long value = varint();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw garbage("a size is beyond all");
    }
    return (int) value;
  }

  /** How many things follow; never more than there are bytes, so that no list is made too large. */
  int count() {
    int count = size();
    require(count);
    return count;
  }

  long eightBytes() {
    require(8);
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (bytes[next++] & 0xff);
    }
    return value;
  }

  String text() {
    return new String(block(), StandardCharsets.UTF_8);
  }

  byte[] block() {
    int length = count();
    next += length;
    return Arrays.copyOfRange(bytes, next - length, next);
  }

  double number(int form) {
    int divisor = AdmittedForm.divisor(form);
    return divisor == 0 ? Double.longBitsToDouble(eightBytes()) : zigzag() / (double) divisor;
  }

  double number() {
    int form = oneByte();
    if (form > 3) {
      throw garbage("unknown form of a number");
    }
    return number(form);
  }

  void end() {
    if (next != bytes.length) {
      throw garbage("bytes after its end");
    }
  }

  static IllegalArgumentException garbage(String what) {
    return new IllegalArgumentException("not an admitted message: " + what);
  }

  private void require(int count) {
    if (bytes.length - next < count) {
      throw garbage("it breaks off");
    }
  }
}
