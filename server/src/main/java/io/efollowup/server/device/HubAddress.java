package io.efollowup.server.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.server.data.DataDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Where the hub of a data directory listens, and whom to trust there. */
public record HubAddress(URI https, HttpClient http) {

  /**
   * Reads what the running server wrote.
   *
   * @param operatorCertificate the operator's own certificate, trusted instead of the
   *     installation's authority
   */
  public static HubAddress of(DataDirectory directory, Optional<Path> operatorCertificate)
      throws IOException {
    JsonNode endpoints = new ObjectMapper().readTree(directory.endpoints().toFile());
    Path trusted = operatorCertificate.orElse(directory.tls().resolve("ca.pem"));
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .sslContext(trusting(trusted))
            .build();
    return new HubAddress(URI.create(endpoints.path("hub").asText()), http);
  }

  private static SSLContext trusting(Path certificates) throws IOException {
    try (InputStream in = Files.newInputStream(certificates)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int count = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("trusted-" + count++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificates in %s cannot be used".formatted(certificates), e);
    }
  }
}
