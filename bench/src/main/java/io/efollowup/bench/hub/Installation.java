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
import java.util.Base64;
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
      TlsIdentity identity = identity(stores);
      installation.writeKeyStore(identity);
      installation.writeCertificate(identity);
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

  /** Certificate chain and key in one PEM file, for a broker that reads that; gone as well. */
  Path certificate() {
    return directory.root().resolveSibling("tls.pem");
  }

  private void writeCertificate(TlsIdentity identity) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    StringBuilder pem = new StringBuilder();
    try {
      for (Certificate certificate : identity.chain()) {
        block(pem, "CERTIFICATE", lines.encodeToString(certificate.getEncoded()));
      }
      block(pem, "PRIVATE KEY", lines.encodeToString(identity.key().getEncoded()));
      Files.writeString(certificate(), pem);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the broker's certificate cannot be written", e);
    }
  }

  private static void block(StringBuilder pem, String kind, String body) {
    pem.append("-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, body, kind));
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
