package io.efollowup.record.internal;

import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteWriter} wrote. What it reads was authenticated, so it trusts lengths. */
final class ByteReader {
  private final byte[] bytes;
  private int at;

  ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  long unsigned() {
    long value = 0;
    int shift = 0;
    while (true) {
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
      shift += 7;
    }
  }

  int count() {
    return Math.toIntExact(unsigned());
  }

  long signed() {
    long value = unsigned();
    return value >>> 1 ^ -(value & 1);
  }

  double raw() {
    long bits = 0;
    for (int shift = 0; shift < 64; shift += 8) {
      bits |= (bytes[at++] & 0xffL) << shift;
    }
    return Double.longBitsToDouble(bits);
  }

  String text() {
    int length = count();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }
}
