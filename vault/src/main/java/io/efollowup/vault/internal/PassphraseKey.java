package io.efollowup.vault.internal;

import io.efollowup.vault.DurableFiles;
import io.efollowup.vault.VaultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * 32 bytes derived from a passphrase once and kept. The cost stands beside the salt, so that it can
 * be raised for new installations without shutting out old ones.
 */
public final class PassphraseKey implements Supplier<byte[]> {
  private static final int SHORTEST = 12;
  private static final int KIB = 64 * 1024;
  private static final int PASSES = 3;
  private static final int LEAST_KIB = 19 * 1024; // below this OWASP finds Argon2id too cheap
  private static final int MOST_KIB = 1024 * 1024;
  private static final Pattern LINE =
      Pattern.compile(
          "argon2id v=19 m=(\\d{1,7}) t=(\\d{1,3}) p=(\\d{1,2}) salt=((?:[0-9a-f]{2}){16,64})\\s*");

  private final char[] passphrase;
  private final Path saltFile;
  private byte[] derived = new byte[0];

  /** Nothing is derived or written before {@link #get}. */
  public PassphraseKey(char[] passphrase, Path saltFile) {
    if (passphrase.length < SHORTEST) {
      throw new VaultException("The master passphrase must have at least 12 characters.");
    }
    this.passphrase = passphrase.clone();
    this.saltFile = saltFile;
  }

  @Override
  public synchronized byte[] get() {
    if (derived.length == 0) {
      derived = derive();
      Arrays.fill(passphrase, '\0');
    }
    return derived.clone();
  }

  private byte[] derive() {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(Files.exists(saltFile) ? read() : create());
    byte[] key = new byte[32];
    generator.generateBytes(passphrase, key);
    return key;
  }

  private Argon2Parameters read() {
    Matcher line = LINE.matcher(KeyFile.readText(saltFile));
    if (line.matches()) {
      int kib = Integer.parseInt(line.group(1));
      int passes = Integer.parseInt(line.group(2));
      int lanes = Integer.parseInt(line.group(3));
      byte[] salt = HexFormat.of().parseHex(line.group(4));
      if (kib >= LEAST_KIB && kib <= MOST_KIB && passes >= 1 && lanes >= 1) {
        return parameters(kib, passes, lanes, salt);
      }
    }
    throw new VaultException(
        "The salt file "
            + saltFile
            + " is damaged or states an unsafe cost; restore it from the backup.");
  }

  private Argon2Parameters create() {
    byte[] salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    String line =
        "argon2id v=19 m=%d t=%d p=1 salt=%s%n"
            .formatted(KIB, PASSES, HexFormat.of().formatHex(salt));
    try {
      DurableFiles.createDirectories(saltFile.toAbsolutePath().getParent());
      DurableFiles.replace(saltFile, line.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("The salt file " + saltFile + " cannot be written", e);
    }
    return parameters(KIB, PASSES, 1, salt);
  }

  private static Argon2Parameters parameters(int kib, int passes, int lanes, byte[] salt) {
    return new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
        .withMemoryAsKB(kib)
        .withIterations(passes)
        .withParallelism(lanes)
        .withSalt(salt)
        .build();
  }
}
