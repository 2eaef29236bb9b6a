package io.efollowup.vault;

/** A keyed, one-way digest: equal inputs are recognised, nothing can be learnt without the key. */
public interface KeyedDigest {
  /** 32 bytes of HMAC-SHA256 over the input. */
  byte[] of(byte[] input);
}
