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
import java.util.Base64;
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
  private static final Pattern LINE =
      Pattern.compile("argon2id v=19 m=(\\d{1,7}) t=(\\d{1,3}) p=(\\d{1,2}) salt=(\\S+)\\s*");

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
    if (!line.matches()) {
      throw new VaultException(
          "The salt file " + saltFile + " is damaged; restore it from the backup.");
    }
    int kib = Integer.parseInt(line.group(1));
    int passes = Integer.parseInt(line.group(2));
    byte[] salt = Base64.getDecoder().decode(line.group(4));
    if (kib < 19_456 || kib > 4_194_304 || passes < 1 || salt.length < 16) {
      throw new VaultException(
          "The salt file " + saltFile + " states a cost outside what is safe; restore it.");
    }
    return parameters(kib, passes, Integer.parseInt(line.group(3)), salt);
  }

  private Argon2Parameters create() {
    byte[] salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    String line =
        "argon2id v=19 m=%d t=%d p=1 salt=%s%n"
            .formatted(KIB, PASSES, Base64.getEncoder().encodeToString(salt));
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
