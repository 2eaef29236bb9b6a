package io.efollowup.telemetry.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing row of bytes. */
final class ByteSink {
  private byte[] bytes;
  private int size;

  ByteSink(int expected) {
    bytes = new byte[Math.max(16, expected)];
  }

  void oneByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  void varint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void zigzag(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  void eightBytes(long value) {
    ensure(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  void text(String text) {
    block(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes with their number before them. */
  void block(byte[] block) {
    varint(block.length);
    ensure(block.length);
    System.arraycopy(block, 0, bytes, size, block.length);
    size += block.length;
  }

  /** A number whose form is known to the reader. */
  void number(double value, int form) {
    int divisor = AdmittedForm.divisor(form);
    if (divisor == 0) {
      eightBytes(Double.doubleToLongBits(value));
    } else {
      zigzag((long) Math.rint(value * divisor));
    }
  }

  /** A number with its form before it. */
  void number(double value) {
    int form = AdmittedForm.formOf(value);
    oneByte(form);
    number(value, form);
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
