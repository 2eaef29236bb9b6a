package io.efollowup.bench.hub;

import io.efollowup.server.admin.LocalAdministration;
import io.efollowup.server.config.Configuration;
import io.efollowup.server.data.DataDirectory;
import io.efollowup.server.platform.Parts;
import io.efollowup.server.platform.Stores;
import io.efollowup.vault.InstallationAuthority;
import io.efollowup.vault.TlsIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A data directory with devices of patients in it, and the certificate every target shows.
 *
 * @param directory nobody holds its lock
 * @param devices registered, each with a patient
 */
record Installation(DataDirectory directory, List<LoadDevice> devices) {
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "::1");
  private static final String KEY_STORE_PASSWORD = "loopback";

  /** Makes one. */
  static Installation create(Path root, int devices) {
    DataDirectory directory = DataDirectory.choose(Optional.of(root.resolve("data")), Map.of());
    Configuration configuration = Configuration.standard();
    try (Stores stores = Stores.open(directory, configuration, Map.of())) {
      LocalAdministration administration = new LocalAdministration(Parts.of(stores, configuration));
      List<LoadDevice> made = new ArrayList<>();
      for (int i = 0; i < devices; i++) {
        made.add(new LoadDevice(i, administration.createDevice("load-" + i, "P-LOAD" + i)));
      }
      Installation installation = new Installation(directory, List.copyOf(made));
      installation.writeKeyStore(identity(stores));
      return installation;
    }
  }

  /** The certificate of the installation whose stores these are. */
  static TlsIdentity identity(Stores stores) {
    return InstallationAuthority.open(
            stores.directory().tls(), stores.vault().sealer("tls"), NAMES, stores.clock())
        .identity();
  }

  /** How many entries its journal holds, read anew as after a restart. */
  long journalled() {
    try (Stores stores = Stores.open(directory, Configuration.standard(), Map.of())) {
      return stores.journal().end();
    }
  }

  /** The certificate to trust. */
  Path authority() {
    return directory.tls().resolve("ca.pem");
  }

  /** Certificate and key for a broker that reads PKCS#12; gone with the directory. */
  Path keyStore() {
    return directory.root().resolveSibling("tls.p12");
  }

  private void writeKeyStore(TlsIdentity identity) {
    char[] password = KEY_STORE_PASSWORD.toCharArray();
    try (OutputStream out = Files.newOutputStream(keyStore())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "server", identity.key(), password, identity.chain().toArray(Certificate[]::new));
      store.store(out, password);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the broker's key store cannot be written", e);
    }
  }
}
