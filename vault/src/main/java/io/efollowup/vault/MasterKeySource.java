package io.efollowup.vault;

import io.efollowup.vault.internal.KeyFile;
import io.efollowup.vault.internal.PassphraseKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** Where the master key comes from: a file, a variable, a passphrase, or a key service. */
@FunctionalInterface
public interface MasterKeySource {
  /**
   * Fetches the key.
   *
   * @throws VaultException with a sentence for the operator, when there is none or it cannot be
   *     trusted
   */
  MasterKey load();

  /**
   * A file of one line of base64. A file that group or others may read is refused: whoever copied
   * it could read everything.
   */
  static MasterKeySource file(Path file) {
    return () -> {
      if (!Files.exists(file)) {
        throw new VaultException("There is no master key file at " + file + ".");
      }
      KeyFile.requirePrivate(file);
      return MasterKey.parse(KeyFile.readText(file), "The master key file " + file);
    };
  }

  /** An environment variable holding the line of base64 a key file would hold. */
  static MasterKeySource variable(String name, Map<String, String> environment) {
    return () -> {
      String value = environment.getOrDefault(name, "");
      if (value.isBlank()) {
        throw new VaultException("The variable " + name + " is not set; it has the master key.");
      }
      return MasterKey.parse(value, "The variable " + name);
    };
  }

  /**
   * A key derived from a passphrase by Argon2id. Salt and cost stand in {@code saltFile}, made at
   * first use; without that file the passphrase is worth nothing, so it belongs into the backup.
   *
   * @param passphrase copied; the copy is wiped once the key is derived
   */
  static MasterKeySource passphrase(char[] passphrase, Path saltFile) {
    Supplier<byte[]> derived = new PassphraseKey(passphrase, saltFile);
    return () -> MasterKey.of(derived.get());
  }

  /**
   * Makes a new key file, readable by its owner only and synced to disk, for a first start.
   *
   * @throws VaultException when there is a file already: overwriting it would destroy the data
   */
  static MasterKeySource createFile(Path file) {
    if (Files.exists(file)) {
      throw new VaultException("There is a master key file at " + file + " already.");
    }
    byte[] line = (MasterKey.random().text() + "\n").getBytes(StandardCharsets.US_ASCII);
    try {
      DurableFiles.createDirectories(file.toAbsolutePath().getParent());
      DurableFiles.replace(file, line);
    } catch (IOException e) {
      throw new UncheckedIOException("The master key file " + file + " cannot be written", e);
    }
    return file(file);
  }
}
