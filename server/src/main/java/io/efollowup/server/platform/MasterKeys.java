package io.efollowup.server.platform;

import io.efollowup.server.config.Configuration;
import io.efollowup.server.config.ConfigurationProblem;
import io.efollowup.server.config.Settings;
import io.efollowup.server.data.DataDirectory;
import io.efollowup.server.data.DataDirectoryProblem;
import io.efollowup.vault.MasterKey;
import io.efollowup.vault.MasterKeySource;
import io.efollowup.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the master key where {@code key.source} says it is. */
final class MasterKeys {
  private static final Logger LOG = LoggerFactory.getLogger(MasterKeys.class);

  private MasterKeys() {}

  static MasterKey load(
      DataDirectory directory, Configuration configuration, Map<String, String> variables) {
    String source = configuration.get(Settings.KEY_SOURCE);
    int colon = source.indexOf(':');
    String kind = colon < 0 ? source : source.substring(0, colon);
    String where = source.substring(colon + 1);
    return switch (kind) {
      case "file" -> file(directory, directory.root().resolve(where));
      case "variable" -> MasterKeySource.variable(where, variables).load();
      case "passphrase-variable" ->
          MasterKeySource.passphrase(
                  passphrase(where, variables).toCharArray(),
                  directory.keys().resolve("passphrase.salt"))
              .load();
      default ->
          throw new ConfigurationProblem(
              "key.source: expected file:PATH, variable:NAME or passphrase-variable:NAME");
    };
  }

  /**
   * Stops when there is data but no keyring: a new one would be made, and everything would stay
   * closed for ever.
   */
  static void requireKeyringBesideData(DataDirectory directory) {
    boolean data =
        Files.exists(directory.keys().resolve("patients.db"))
            || Files.exists(directory.record().resolve("record.db"));
    if (data && !Vault.exists(directory.keys())) {
      throw new DataDirectoryProblem(
          "%s holds data but no keyring; put the directory keys/ back from the backup"
              .formatted(directory.root()));
    }
  }

  private static MasterKey file(DataDirectory directory, Path file) {
    if (Files.exists(file) || Vault.exists(directory.keys())) {
      return MasterKeySource.file(file).load();
    }
    LOG.warn(
        "A master key was made at {}. Whoever has this directory with that file can read"
            + " everything: move the key elsewhere and point key.source at it.",
        file);
    return MasterKeySource.createFile(file).load();
  }

  private static String passphrase(String name, Map<String, String> variables) {
    String passphrase = variables.getOrDefault(name, "");
    if (passphrase.isEmpty()) {
      throw new ConfigurationProblem("key.source: the variable %s is not set".formatted(name));
    }
    return passphrase;
  }
}
