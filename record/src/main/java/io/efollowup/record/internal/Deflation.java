package io.efollowup.record.internal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Compression of a block before it is sealed, where it helps. */
final class Deflation {
  private static final byte PLAIN = 0;
  private static final byte DEFLATED = 1;

  /** Below this there is nothing to gain. */
  private static final int WORTH_TRYING = 128;

  private Deflation() {}

  static byte[] pack(byte[] plain) {
    if (plain.length >= WORTH_TRYING) {
      byte[] packed = deflate(plain);
      if (packed.length <= plain.length) {
        return packed;
      }
    }
    byte[] marked = new byte[plain.length + 1];
    marked[0] = PLAIN;
    System.arraycopy(plain, 0, marked, 1, plain.length);
    return marked;
  }

  private static byte[] deflate(byte[] plain) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(plain);
      deflater.finish();
      var out = new ByteArrayOutputStream(plain.length);
      out.write(DEFLATED);
      byte[] buffer = new byte[1024];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  static byte[] unpack(byte[] packed) {
    if (packed[0] == PLAIN) {
      return Arrays.copyOfRange(packed, 1, packed.length);
    }
    Inflater inflater = new Inflater(true);
    try {
      // Raw deflate wants one byte more than it has.
      inflater.setInput(Arrays.copyOfRange(packed, 1, packed.length + 1));
      var out = new ByteArrayOutputStream(packed.length * 3);
      byte[] buffer = new byte[4096];
      while (!inflater.finished()) {
        out.write(buffer, 0, inflater.inflate(buffer));
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw new IllegalStateException("a sealed block is not in a known form", e);
    } finally {
      inflater.end();
    }
  }
}
