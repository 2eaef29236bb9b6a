package io.efollowup.record.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the compact forms that are sealed: variable-length numbers, texts, raw doubles. */
final class ByteWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ByteWriter unsigned(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  /** Small numbers of either sign in few bytes. */
  ByteWriter signed(long value) {
    return unsigned(value << 1 ^ value >> 63);
  }

  ByteWriter raw(double value) {
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 0; shift < 64; shift += 8) {
      out.write((int) (bits >>> shift) & 0xff);
    }
    return this;
  }

  ByteWriter text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    unsigned(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
