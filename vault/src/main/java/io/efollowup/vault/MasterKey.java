package io.efollowup.vault;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key that wraps all others: 256 bits that never stand in the data directory unwrapped, except
 * where the operator leaves them in {@code keys/}. Not printable, not serialisable.
 */
public final class MasterKey {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private MasterKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A new key from the system's secure source of randomness. */
  public static MasterKey random() {
    byte[] bytes = new byte[LENGTH];
    new SecureRandom().nextBytes(bytes);
    return new MasterKey(bytes);
  }

  /**
   * A key received as bytes, as from a key service.
   *
   * @param bytes exactly {@value #LENGTH} bytes; copied
   */
  public static MasterKey of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new VaultException("A master key has exactly 32 bytes; this one has " + bytes.length);
    }
    return new MasterKey(bytes.clone());
  }

  /** Reads the text form; {@code where} names its place in the refusal, never its content. */
  static MasterKey parse(String text, String where) {
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      decoded = new byte[0]; // the cause would quote a character of the key
    }
    if (decoded.length != LENGTH) {
      throw new VaultException(
          where + " holds no master key: one line of base64 for exactly 32 bytes is expected.");
    }
    return new MasterKey(decoded);
  }

  /** One line of base64: what stands in a key file. */
  String text() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "MasterKey[hidden]";
  }
}
