package io.efollowup.vault;

import io.efollowup.vault.internal.AeadSealer;

/**
 * Authenticated encryption bound to a place: what is sealed with one context opens only with the
 * same context, so a value copied elsewhere does not decrypt. Safe for use by several threads.
 */
public interface Sealer {
  /**
   * Seals.
   *
   * @param plaintext what to protect
   * @param context where it belongs, such as {@code table|column|row}; authenticated, not stored
   */
  byte[] seal(byte[] plaintext, byte[] context);

  /**
   * Opens.
   *
   * @throws TamperedException when the bytes were altered, or sealed for another place or key
   */
  byte[] open(byte[] sealed, byte[] context) throws TamperedException;

  /** A sealer with a key of its own, such as one patient's: 32 random bytes. */
  static Sealer withKey(byte[] key) {
    return new AeadSealer(key);
  }
}
