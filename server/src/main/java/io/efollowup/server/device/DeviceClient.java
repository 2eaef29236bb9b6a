package io.efollowup.server.device;

import io.efollowup.hub.SasToken;
import io.efollowup.telemetry.TelemetryMessage;
import io.efollowup.telemetry.TelemetryWriter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Sends telemetry through the hub's HTTPS door and does not let go before it is acknowledged: a hub
 * that is busy, or gone for a while, is asked again. Not safe for use by several threads.
 */
public final class DeviceClient {
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final HttpClient http;
  private final URI address;
  private final String resource;
  private final byte[] key;
  private final InstantSource clock;
  private final Duration patience;
  private String token = "";
  private Instant tokenEnds = Instant.EPOCH;

  /**
   * @param http trusts the hub's certificate
   * @param hub address of the door, such as {@code https://127.0.0.1:8444}
   * @param connectionString of the device
   * @param patience how long an unacknowledged message is tried again
   */
  public DeviceClient(
      HttpClient http, URI hub, String connectionString, InstantSource clock, Duration patience) {
    Map<String, String> fields =
        Arrays.stream(connectionString.split(";"))
            .map(field -> field.split("=", 2))
            .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    String device = fields.get("DeviceId");
    this.http = http;
    this.resource = fields.get("HostName") + "/devices/" + device;
    this.key = Base64.getDecoder().decode(fields.get("SharedAccessKey"));
    this.address =
        hub.resolve(
            "/devices/"
                + URLEncoder.encode(device, StandardCharsets.UTF_8).replace("+", "%20")
                + "/messages/events?api-version=2020-09-30");
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * Sends one message.
   *
   * @return when it is acknowledged, that is, durable
   * @throws DeviceRefusedException when the hub will never take it
   * @throws IOException when it was not acknowledged for as long as this client is patient
   */
  public void send(TelemetryMessage message) throws IOException, InterruptedException {
    byte[] body = TelemetryWriter.write(message);
    String messageId = UUID.randomUUID().toString();
    Instant deadline = clock.instant().plus(patience);
    Duration pause = FIRST_PAUSE;
    while (true) {
      Optional<String> problem = trySend(body, messageId);
      if (problem.isEmpty()) {
        return;
      }
      if (clock.instant().isAfter(deadline)) {
        throw new IOException("the hub did not acknowledge a message: " + problem.get());
      }
      Thread.sleep(pause);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
  }

  /** Empty when acknowledged; otherwise why it is worth another try. */
  private Optional<String> trySend(byte[] body, String messageId) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", token())
            .header("Content-Type", "application/json")
            .header("iothub-messageid", messageId)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      int status = response.statusCode();
      if (status == 204 || status == 200) {
        return Optional.empty();
      }
      if (status == 429 || status >= 500) {
        return Optional.of("it answered " + status);
      }
      throw new DeviceRefusedException(status);
    } catch (IOException e) {
      return Optional.of(reason(e));
    }
  }

  /** A refused connection says nothing but its kind. */
  private static String reason(IOException problem) {
    return switch (problem) {
      case ConnectException refused -> "nothing listens at its address; is the server running?";
      case HttpTimeoutException late -> "it did not answer in time";
      default -> problem.getMessage() == null ? problem.toString() : problem.getMessage();
    };
  }

  private String token() {
    Instant now = clock.instant();
    if (now.isAfter(tokenEnds.minus(TOKEN_LIFETIME.dividedBy(5)))) {
      tokenEnds = now.plus(TOKEN_LIFETIME);
      token = SasToken.create(resource, key, tokenEnds, Optional.empty());
    }
    return token;
  }
}
