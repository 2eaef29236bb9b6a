package io.efollowup.vault;

import io.efollowup.vault.internal.HmacDigest;

/**
 * A keyed, one-way digest: equal inputs are recognised, nothing can be learnt without the key. Safe
 * for use by several threads.
 */
public interface KeyedDigest {
  /** 32 bytes of HMAC-SHA256 over the input. */
  byte[] of(byte[] input);

  /** A digest with a key of its own, such as one patient's: 32 random bytes. */
  static KeyedDigest withKey(byte[] key) {
    return new HmacDigest(key);
  }
}
