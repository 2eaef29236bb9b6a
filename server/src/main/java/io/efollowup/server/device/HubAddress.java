package io.efollowup.server.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.server.data.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

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
            .sslContext(TrustedCertificates.context(trusted))
            .build();
    return new HubAddress(URI.create(endpoints.path("hub").asText()), http);
  }
}
