package io.efollowup.vault.internal;

import com.google.crypto.tink.subtle.PrfHmacJce;
import io.efollowup.vault.KeyedDigest;
import java.security.GeneralSecurityException;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 through Tink, which keeps one instance per thread. */
public final class HmacDigest implements KeyedDigest {
  private static final int LENGTH = 32;

  private final PrfHmacJce hmac;

  /** For a key of 32 bytes. */
  public HmacDigest(byte[] key) {
    try {
      hmac = new PrfHmacJce("HMACSHA256", new SecretKeySpec(key, "HMAC"));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a digest key has 32 bytes", e);
    }
  }

  @Override
  public byte[] of(byte[] input) {
    try {
      return hmac.compute(input, LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the digest failed", e);
    }
  }
}
