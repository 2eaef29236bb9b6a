package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one hub, a new device for each test
class AuthorisationOverHttpsTest {
  private static final String EVENTS = "/devices/sensor-a/messages/events";

  private RunningHub running;
  private Device device;
  private Instant expiry;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    running = RunningHub.start(directory);
  }

  @BeforeEach
  void register() {
    for (Device known : running.hub().registry().list("", DeviceRegistry.LONGEST_LIST)) {
      running.hub().registry().delete(known.id(), IfMatch.any());
    }
    device = running.hub().registry().createWithGeneratedKeys("sensor-a");
    expiry = running.clock.instant().plus(Duration.ofHours(1));
  }

  @AfterAll
  void stop() {
    running.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1/devices/sensor-a",
        "HUB.test/devices/sensor-a",
        "hub.test:8444/devices/sensor-a",
        "127.0.0.1%2Fdevices%2Fsensor-a",
        "127.0.0.1%2fdevices%2fsensor-a",
        "127.0.0.1%3A8444%2Fdevices%2Fsensor-a",
        "127.0.0.1/devices/sensor-a/",
        "127.0.0.1/devices/sensor-a/messages",
        "127.0.0.1/devices/sensor-a/messages/events"
      })
  void shouldVerifyOverTheScopeAsItStandsInTheToken(String scope) throws Exception {
    String token = token(scope, scope, device.keys().primary(), "");
    assertThat(send(token)).isEqualTo(204);
    assertThat(send(token)).as("from the cache").isEqualTo(204);
  }

  @Test
  void shouldVerifyOverThePercentDecodedScopeToo() throws Exception {
    String signed = "127.0.0.1:8444/devices/sensor-a";
    String token = token(URLEncoder.encode(signed, UTF_8), signed, device.keys().primary(), "");
    assertThat(send(token)).isEqualTo(204);
  }

  @Test
  void shouldTakeTheSecondaryKey() throws Exception {
    assertThat(send(ofDevice("sensor-a", device.keys().secondary()))).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1/",
        "127.0.0.1/devices",
        "127.0.0.1/devices/",
        "127.0.0.1/devices/Sensor-a",
        "127.0.0.1/devices/sensor",
        "127.0.0.1/devices/sensor-b",
        "127.0.0.1/devices/sensor-a/messages/devicebound",
        "127.0.0.1/devices/sensor-a/messages/events/more",
        "127.0.0.1//devices/sensor-a",
        "elsewhere.test/devices/sensor-a",
        "127.0.0.1.evil.test/devices/sensor-a",
        "127.0.0.1:x/devices/sensor-a",
        "/devices/sensor-a",
        "devices/sensor-a"
      })
  void shouldRefuseATooWideOrForeignScopeOfADeviceKey(String scope) throws Exception {
    refused(send(EVENTS, token(scope, scope, device.keys().primary(), "")), HubError.TOKEN_SCOPE);
  }

  @Test
  void shouldRefuseAnExpiredToken() throws Exception {
    String token = ofDevice("sensor-a", device.keys().primary());
    assertThat(send(token)).isEqualTo(204);
    running.clock.advance(Duration.ofMinutes(59));
    assertThat(send(token)).isEqualTo(204);
    running.clock.advance(Duration.ofMinutes(1));
    refused(send(EVENTS, token), HubError.TOKEN_EXPIRED);
  }

  @Test
  void shouldRefuseAWrongKeyAsItRefusesAnUnknownDevice() throws Exception {
    String wrong =
        send(EVENTS, ofDevice("sensor-a", new byte[32])).body().replaceAll("Tracking.*", "");
    HttpResponse<String> unknown =
        send("/devices/nobody/messages/events", ofDevice("nobody", new byte[32]));
    refused(unknown, HubError.TOKEN_SIGNATURE);
    assertThat(unknown.body().replaceAll("Tracking.*", "")).isEqualTo(wrong);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer x",
        "SharedAccessSignature",
        "SharedAccessSignature ",
        "SharedAccessSignature sr=127.0.0.1",
        "SharedAccessSignature sr=127.0.0.1&sig=AAAA",
        "SharedAccessSignature sr=127.0.0.1&sig=*&se=99999999999",
        "SharedAccessSignature sr=127.0.0.1&sig=AAAA&se=-1",
        "SharedAccessSignature sr=127.0.0.1&sig=AAAA&se=1e9",
        "SharedAccessSignature sr=%zz&sig=AAAA&se=99999999999",
        "SharedAccessSignature sr=a&sr=127.0.0.1&sig=AAAA&se=99999999999"
      })
  void shouldRefuseAMalformedToken(String token) throws Exception {
    refused(send(EVENTS, token), HubError.TOKEN_MALFORMED);
  }

  @Test
  void shouldRefuseARequestWithoutAToken() throws Exception {
    HttpResponse<String> answer =
        running.send(
            HttpRequest.newBuilder(running.uri(EVENTS)).POST(BodyPublishers.ofString("x")));
    refused(answer, HubError.TOKEN_MISSING);
  }

  @Test
  void shouldShutOutADisabledDeviceAtOnceAndLetItInAgain() throws Exception {
    String token = running.deviceToken(device);
    assertThat(send(token)).isEqualTo(204);
    running.hub().registry().setEnabled("sensor-a", false, "lost");
    refused(send(EVENTS, token), HubError.DEVICE_DISABLED);
    running.hub().registry().setEnabled("sensor-a", true, "");
    assertThat(send(token)).isEqualTo(204);
  }

  @Test
  void shouldRetireAKeyAtTheSecondRotation() throws Exception {
    String token = running.deviceToken(device);
    assertThat(send(token)).isEqualTo(204);
    running.hub().registry().rotateKeys("sensor-a");
    assertThat(send(token)).isEqualTo(204);
    running.hub().registry().rotateKeys("sensor-a");
    refused(send(EVENTS, token), HubError.TOKEN_SIGNATURE);
  }

  @Test
  void shouldForgetADeletedDeviceAndNotKnowItsSuccessorByItsKeys() throws Exception {
    String token = running.deviceToken(device);
    assertThat(send(token)).isEqualTo(204);
    running.hub().registry().delete("sensor-a", IfMatch.any());
    refused(send(EVENTS, token), HubError.TOKEN_SIGNATURE);
    running.hub().registry().createWithGeneratedKeys("sensor-a");
    refused(send(EVENTS, token), HubError.TOKEN_SIGNATURE);
  }

  @ParameterizedTest
  @CsvSource({
    "iothubowner, true, true, true",
    "service, false, false, false",
    "device, true, false, false",
    "registryRead, false, true, false",
    "registryReadWrite, false, true, true"
  })
  void shouldGrantWhatThePolicySays(String policy, boolean send, boolean read, boolean write)
      throws Exception {
    String token = running.policyToken(policy);
    for (int i = 0; i < 2; i++) {
      assertThat(send(token)).isEqualTo(send ? 204 : 401);
      assertThat(running.get("/devices/sensor-a", token).statusCode()).isEqualTo(read ? 200 : 401);
      assertThat(running.get("/statistics/devices", token).statusCode())
          .isEqualTo(read ? 200 : 401);
      assertThat(
              running
                  .put("/devices/sensor-a", token, "{\"deviceId\":\"sensor-a\"}", "If-Match", "*")
                  .statusCode())
          .isEqualTo(write ? 200 : 401);
    }
  }

  @Test
  void shouldKeepAPolicysTokenWithinItsScope() throws Exception {
    running.hub().registry().createWithGeneratedKeys("sensor-b");
    String token = running.policyToken("iothubowner", "127.0.0.1/devices/sensor-a");
    assertThat(send(token)).isEqualTo(204);
    refused(send("/devices/sensor-b/messages/events", token), HubError.TOKEN_SCOPE);
    refused(running.get("/devices", token), HubError.TOKEN_SCOPE);
  }

  @Test
  void shouldNotLetAPolicyActAsADisabledOrUnknownDevice() throws Exception {
    String token = running.policyToken("device");
    assertThat(send(token)).isEqualTo(204);
    running.hub().registry().setEnabled("sensor-a", false, "");
    refused(send(EVENTS, token), HubError.DEVICE_DISABLED);
    refused(send("/devices/nobody/messages/events", token), HubError.TOKEN_SIGNATURE);
  }

  @Test
  void shouldRetireAPolicysKeyAtTheSecondRotation() throws Exception {
    String token = running.policyToken("registryRead");
    assertThat(running.get("/devices", token).statusCode()).isEqualTo(200);
    running.hub().policies().rotate("registryRead");
    assertThat(running.get("/devices", token).statusCode()).isEqualTo(200);
    running.hub().policies().rotate("registryRead");
    refused(running.get("/devices", token), HubError.TOKEN_SIGNATURE);
  }

  @Test
  void shouldNotLetADeviceReadItsOwnIdentity() throws Exception {
    refused(
        running.get("/devices/sensor-a", running.deviceToken(device)), HubError.PERMISSION_MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev#1", "a%41", "a+b", "me@home", "x'(y)"})
  void shouldKnowIdsThatNeedEncoding(String id) throws Exception {
    Device odd = running.hub().registry().createWithGeneratedKeys(id);
    String encoded = URLEncoder.encode(id, UTF_8);
    String once = "127.0.0.1/devices/" + encoded;
    String twice = URLEncoder.encode(once, UTF_8);
    String path = "/devices/" + encoded + "/messages/events";
    assertThat(send(path, token(once, once, odd.keys().primary(), "")).statusCode()).isEqualTo(204);
    assertThat(send(path, token(twice, twice, odd.keys().primary(), "")).statusCode())
        .isEqualTo(204);
  }

  private int send(String token) throws Exception {
    return send(EVENTS, token).statusCode();
  }

  private HttpResponse<String> send(String path, String token) throws Exception {
    return running.post(path, token, "x");
  }

  private void refused(HttpResponse<String> answer, HubError error) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).startsWith("{\"Message\":\"ErrorCode:IotHubUnauthorizedAccess;");
    assertThat(running.refused(error)).as("counted as " + error).isGreaterThanOrEqualTo(1);
  }

  private String ofDevice(String id, byte[] key) {
    return SasToken.create("127.0.0.1/devices/" + id, key, expiry, Optional.empty());
  }

  /** A token made apart from the code under test. */
  private String token(String scope, String signedScope, byte[] key, String policy)
      throws Exception {
    long seconds = expiry.getEpochSecond();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    byte[] signature = mac.doFinal((signedScope + "\n" + seconds).getBytes(UTF_8));
    return "SharedAccessSignature sig=%s&se=%d&sr=%s%s"
        .formatted(
            URLEncoder.encode(Base64.getEncoder().encodeToString(signature), UTF_8),
            seconds,
            scope,
            policy.isEmpty() ? "" : "&skn=" + policy);
  }
}
