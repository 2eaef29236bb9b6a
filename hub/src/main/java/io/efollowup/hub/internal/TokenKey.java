package io.efollowup.hub.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A token's SHA-256: recognises it without keeping it. */
record TokenKey(long a, long b, long c, long d) {
  static TokenKey of(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      ByteBuffer words = ByteBuffer.wrap(digest);
      return new TokenKey(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
