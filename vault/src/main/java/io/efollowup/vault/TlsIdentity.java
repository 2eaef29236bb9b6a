package io.efollowup.vault;

import io.efollowup.vault.internal.FixedKeyManagerFactory;
import io.efollowup.vault.internal.IdentityKeyManager;
import io.efollowup.vault.internal.KeyFile;
import io.efollowup.vault.internal.PemBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * What a TLS door shows and proves.
 *
 * @param chain the server's certificate first, then those that vouch for it
 * @param key the private key of the first
 */
public record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
  public TlsIdentity {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a TLS identity has at least one certificate");
    }
  }

  /**
   * The operator's own certificate: a chain in PEM, the server's first, and its key in PKCS#8 PEM
   * (EC or RSA), which only its owner may read.
   *
   * @throws VaultException with what to do, when the files are something else or do not belong
   *     together
   */
  public static TlsIdentity fromPem(Path chain, Path key) {
    KeyFile.requirePrivate(key);
    PemBundle certificates = PemBundle.parse(read(chain), chain.toString());
    if (certificates.certificates().isEmpty()) {
      throw new VaultException("There is no certificate in " + chain + ".");
    }
    PemBundle secret = PemBundle.parse(read(key), key.toString());
    PrivateKey privateKey =
        secret
            .key()
            .orElseThrow(() -> new VaultException("There is no private key in " + key + "."));
    if (!PemBundle.belongTogether(certificates.certificates().getFirst(), privateKey)) {
      throw new VaultException(
          "The key in %s is not that of the first certificate in %s.".formatted(key, chain));
    }
    return new TlsIdentity(certificates.certificates(), privateKey);
  }

  /** The server's own certificate. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** For an {@code SSLContext}, or a toolkit that takes a key manager. */
  public X509ExtendedKeyManager keyManager() {
    return new IdentityKeyManager(this);
  }

  /** For a toolkit that takes a factory of key managers. */
  public KeyManagerFactory keyManagerFactory() {
    return new FixedKeyManagerFactory(keyManager());
  }

  @Override
  public String toString() {
    return "TlsIdentity[" + certificate().getSubjectX500Principal() + "]";
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be read", e);
    }
  }
}
