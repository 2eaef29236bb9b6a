package io.efollowup.testkit.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trust in the certificate authorities of installations under test, and in nothing else. */
public final class TrustedAuthorities {
  private TrustedAuthorities() {}

  /** A context for clients. */
  public static SSLContext context(Collection<Path> pems) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(pems).getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the authorities cannot be trusted", e);
    }
  }

  /** The same for clients that make a context of their own. */
  public static TrustManagerFactory managers(Collection<Path> pems) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      CertificateFactory certificates = CertificateFactory.getInstance("X.509");
      for (Path pem : pems) {
        try (InputStream in = Files.newInputStream(pem)) {
          store.setCertificateEntry(pem.toString(), certificates.generateCertificate(in));
        }
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      return managers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the authorities cannot be trusted", e);
    }
  }
}
