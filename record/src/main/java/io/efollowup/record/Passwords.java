package io.efollowup.record;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords are kept as Argon2id hashes (RFC 9106) in PHC string form, with the parameters OWASP
 * recommends for servers: 19 MiB, 2 passes, 1 lane. The parameters stand in the hash, so they can
 * be raised without making old hashes invalid.
 */
public final class Passwords {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_LENGTH = 16;
  private static final int HASH_LENGTH = 32;
  private static final int MOST_MEMORY_KIB = 1024 * 1024;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
  private static final SecureRandom RANDOM = new SecureRandom();

  private Passwords() {}

  /** A hash with a new salt, in PHC string form. Takes some ten milliseconds, on purpose. */
  public static String hash(char[] password) {
    byte[] salt = new byte[SALT_LENGTH];
    RANDOM.nextBytes(salt);
    byte[] hash = argon2id(password, salt, HASH_LENGTH, MEMORY_KIB, PASSES, LANES);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            MEMORY_KIB, PASSES, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /**
   * Whether this is the password of the hash, in time that does not tell how close it is.
   *
   * @throws IllegalArgumentException when the hash is not Argon2id in PHC string form
   */
  public static boolean verify(char[] password, String hash) {
    Matcher parts = PHC.matcher(hash);
    if (!parts.matches()) {
      throw new IllegalArgumentException("the stored password hash is not Argon2id in PHC form");
    }
    int memory = Integer.parseInt(parts.group(1));
    int passes = Integer.parseInt(parts.group(2));
    int lanes = Integer.parseInt(parts.group(3));
    if (memory > MOST_MEMORY_KIB || passes < 1 || lanes < 1) {
      throw new IllegalArgumentException("the stored password hash asks for absurd parameters");
    }
    byte[] salt = Base64.getDecoder().decode(parts.group(4));
    byte[] expected = Base64.getDecoder().decode(parts.group(5));
    byte[] actual = argon2id(password, salt, expected.length, memory, passes, lanes);
    return MessageDigest.isEqual(expected, actual);
  }

  private static byte[] argon2id(
      char[] password, byte[] salt, int length, int memory, int passes, int lanes) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }
}
