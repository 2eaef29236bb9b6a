package io.efollowup.hub;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * A pair of keys, either of which signs. Two, so that one can be replaced while the other is in
 * use. Never shown by {@link #toString}.
 *
 * @param primary 16 to 64 bytes
 * @param secondary 16 to 64 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in, never handed out to be changed
public record SymmetricKeys(byte[] primary, byte[] secondary) {
  private static final int SHORTEST = 16;
  private static final int LONGEST = 64;
  private static final int GENERATED = 32;

  public SymmetricKeys {
    primary = checked(primary);
    secondary = checked(secondary);
  }

  /** Two new random keys of 32 bytes. */
  public static SymmetricKeys generate(SecureRandom random) {
    return new SymmetricKeys(randomKey(random), randomKey(random));
  }

  /**
   * A new primary key; the one that was primary becomes secondary, so that tokens signed with it
   * stay good. Rotating twice retires every key known before.
   */
  public SymmetricKeys rotate(SecureRandom random) {
    return new SymmetricKeys(randomKey(random), primary);
  }

  /** The primary key as it stands in connection strings. */
  public String primaryText() {
    return Base64.getEncoder().encodeToString(primary);
  }

  /** The secondary key as it stands in connection strings. */
  public String secondaryText() {
    return Base64.getEncoder().encodeToString(secondary);
  }

  static byte[] randomKey(SecureRandom random) {
    byte[] key = new byte[GENERATED];
    random.nextBytes(key);
    return key;
  }

  private static byte[] checked(byte[] key) {
    if (key.length < SHORTEST || key.length > LONGEST) {
      throw new HubException(
          HubError.MALFORMED_REQUEST,
          "A symmetric key has 16 to 64 bytes before base64; this one has " + key.length + ".");
    }
    return key.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SymmetricKeys that
        && MessageDigest.isEqual(primary, that.primary)
        && MessageDigest.isEqual(secondary, that.secondary);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(primary) + Arrays.hashCode(secondary);
  }

  @Override
  public String toString() {
    return "SymmetricKeys[hidden]";
  }
}
