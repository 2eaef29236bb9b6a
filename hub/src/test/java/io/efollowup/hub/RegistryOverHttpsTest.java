package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryOverHttpsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "?api-version=2016-02-03";

  @TempDir Path directory;
  private RunningHub running;
  private String token;

  @BeforeEach
  void start() throws Exception {
    running = RunningHub.start(directory);
    token = running.policyToken("registryReadWrite");
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void shouldCreateADeviceWithKeysOfItsOwn() throws Exception {
    HttpResponse<String> answer =
        running.put("/devices/sensor-a" + VERSION, token, "{\"deviceId\":\"sensor-a\"}");

    assertThat(answer.statusCode()).isEqualTo(200);

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    JsonNode device = JSON.readTree(answer.body());
    assertThat(device.path("deviceId").asText()).isEqualTo("sensor-a");
    assertThat(device.path("status").asText()).isEqualTo("enabled");
    assertThat(device.path("connectionState").asText()).isEqualTo("Disconnected");
    assertThat(device.at("/authentication/type").asText()).isEqualTo("sas");
    assertThat(key(device, "primaryKey")).hasSize(32).isNotEqualTo(key(device, "secondaryKey"));
    assertThat(answer.headers().firstValue("ETag"))
        .contains('"' + device.path("etag").asText() + '"');
  }

  @Test
  void shouldAnswer409WithTheErrorBodyOnASecondRegistration() throws Exception {
    String body = "{\"deviceId\":\"sensor-a\"}";
    running.put("/devices/sensor-a" + VERSION, token, body);
    HttpResponse<String> answer = running.put("/devices/sensor-a" + VERSION, token, body);

    assertThat(answer.statusCode()).isEqualTo(409);

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    JsonNode error = JSON.readTree(answer.body());
    assertThat(error.path("Message").asText())
        .startsWith("ErrorCode:DeviceAlreadyExists;")
        .doesNotContain("sensor-a");
    assertThat(error.path("ExceptionMessage").asText())
        .matches("Tracking ID:[0-9a-f]{16}-TimeStamp:.+");
  }

  @Test
  void shouldTakeWhatTheJavaLibrarySends() throws Exception {
    String key = Base64.getEncoder().encodeToString(new byte[16]);
    String body =
        """
        {"deviceId":"sensor-a","generationId":"","etag":"","status":"Enabled","statusReason":"",
         "statusUpdatedTime":"0001-12-30T00:00:00","connectionState":"Disconnected",
         "connectionStateUpdatedTime":"0001-12-30T00:00:00",
         "lastActivityTime":"0001-12-30T00:00:00","cloudToDeviceMessageCount":0,
         "authentication":{"symmetricKey":{"primaryKey":"%1$s","secondaryKey":"%1$s"},"type":"sas"}}
        """
            .formatted(key.replace("=", "\\u003d"));
    HttpResponse<String> answer = running.put("/devices/sensor-a" + VERSION, token, body);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(key(JSON.readTree(answer.body()), "primaryKey")).hasSize(16);
  }

  @Test
  void shouldMakeKeysWhereTheNodeLibrarySendsEmptyOnesAndKeepThemOnUpdate() throws Exception {
    String body =
        """
        {"deviceId":"sensor-a","status":"%s",
         "authentication":{"symmetricKey":{"primaryKey":"","secondaryKey":""}}}
        """;
    JsonNode created =
        JSON.readTree(
            running.put("/devices/sensor-a" + VERSION, token, body.formatted("enabled")).body());
    HttpResponse<String> answer =
        running.put(
            "/devices/sensor-a" + VERSION, token, body.formatted("disabled"), "If-Match", "\"*\"");

    JsonNode updated = JSON.readTree(answer.body());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(updated.path("status").asText()).isEqualTo("disabled");
    assertThat(key(created, "primaryKey")).hasSize(32);
    assertThat(updated.path("authentication")).isEqualTo(created.path("authentication"));
    assertThat(updated.path("generationId")).isEqualTo(created.path("generationId"));
    assertThat(updated.path("etag")).isNotEqualTo(created.path("etag"));
  }

  @Test
  void shouldChangeOnlyWhatTheCallerHasSeen() throws Exception {
    String etag = running.hub().registry().createWithGeneratedKeys("sensor-a").etag();
    String body = "{\"deviceId\":\"sensor-a\",\"statusReason\":\"spare\"}";
    String path = "/devices/sensor-a" + VERSION;

    assertThat(running.put(path, token, body, "If-Match", "other").statusCode()).isEqualTo(412);
    assertThat(running.put(path, token, body, "If-Match", etag).statusCode()).isEqualTo(200);
    assertThat(running.put(path, token, body, "If-Match", etag).statusCode()).isEqualTo(412);
    String now = running.hub().registry().find("sensor-a").orElseThrow().etag();
    assertThat(running.delete(path, token, "If-Match", etag).statusCode()).isEqualTo(412);
    assertThat(running.delete(path, token, "If-Match", '"' + now + '"').statusCode())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "\"*\"", ""})
  void shouldDeleteWithoutACondition(String condition) throws Exception {
    running.hub().registry().createWithGeneratedKeys("sensor-a");
    String[] headers = condition.isEmpty() ? new String[0] : new String[] {"If-Match", condition};

    assertThat(running.delete("/devices/sensor-a" + VERSION, token, headers).statusCode())
        .isEqualTo(204);
    HttpResponse<String> gone = running.get("/devices/sensor-a" + VERSION, token);
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(gone.body()).contains("ErrorCode:DeviceNotFound;");
    assertThat(running.delete("/devices/sensor-a" + VERSION, token, headers).statusCode())
        .isEqualTo(404);
  }

  @Test
  void shouldNotUpdateADeviceThatDoesNotExist() throws Exception {
    HttpResponse<String> answer =
        running.put(
            "/devices/sensor-a" + VERSION, token, "{\"deviceId\":\"sensor-a\"}", "If-Match", "*");
    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"deviceId\":\"other\"}",
        "{\"deviceId\":\"sensor-a\"} {}",
        "{\"deviceId\":\"sensor-a\",\"status\":\"asleep\"}",
        "{\"deviceId\":\"sensor-a\",\"authentication\":{\"type\":\"selfSigned\"}}",
        "{\"deviceId\":\"sensor-a\",\"authentication\":{\"symmetricKey\":{\"primaryKey\":\"*\"}}}",
        "{\"deviceId\":\"sensor-a\",\"authentication\":{\"symmetricKey\":{\"primaryKey\":\"AAAA\"}}}"
      })
  void shouldRefuseAMalformedIdentity(String body) throws Exception {
    HttpResponse<String> answer = running.put("/devices/sensor-a" + VERSION, token, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("ErrorCode:");
    assertThat(running.hub().registry().find("sensor-a")).isEmpty();
  }

  @Test
  void shouldRefuseAnIdThatLooksLikeATelephoneNumber() throws Exception {
    HttpResponse<String> answer =
        running.put("/devices/13800138000", token, "{\"deviceId\":\"13800138000\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("telephone");
  }

  @ParameterizedTest
  @CsvSource({
    "a+b@c, a+b@c",
    "a+b@c, a%2Bb%40c",
    "x!($)=*, x!($)=*",
    "x!($)=*, x%21%28%24%29%3D%2A",
    "sensor#1?, sensor%231%3F",
    "50%, 50%25"
  })
  void shouldTakeAnIdAsItIsOrEscaped(String id, String written) throws Exception {
    String body = JSON.createObjectNode().put("deviceId", id).toString();

    assertThat(running.put("/devices/" + written + VERSION, token, body).statusCode())
        .isEqualTo(200);
    assertThat(running.hub().registry().find(id)).isPresent();
    assertThat(running.get("/devices/" + written + VERSION, token).statusCode()).isEqualTo(200);
    assertThat(running.get("/twins/" + written, running.policyToken("service")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void shouldTellUnknownAddressesFromUnknownMethods() throws Exception {
    assertThat(running.get("/nowhere", token).statusCode()).isEqualTo(404);
    assertThat(running.get("/devices//x", token).statusCode()).isEqualTo(404);
    assertThat(running.get("/devices/%ff", token).statusCode()).isEqualTo(400);
    assertThat(running.delete("/devices", token).statusCode()).isEqualTo(405);
  }

  @Test
  void shouldKeepIdentitiesOverARestart() throws Exception {
    Device device = running.hub().registry().createWithGeneratedKeys("sensor-a");
    String owner = running.hub().connectionString("iothubowner");
    running.close();
    running = RunningHub.start(directory);

    assertThat(running.hub().registry().find("sensor-a")).contains(device);
    assertThat(running.hub().connectionString("iothubowner")).isEqualTo(owner);
    assertThat(running.hub().deviceConnectionString("sensor-a"))
        .isEqualTo(
            "HostName=127.0.0.1;DeviceId=sensor-a;SharedAccessKey=" + device.keys().primaryText());
  }

  @Test
  void shouldStampWhenTheStatusChanged() {
    DeviceRegistry registry = running.hub().registry();
    Device created = registry.createWithGeneratedKeys("sensor-a");
    running.clock.advance(Duration.ofHours(1));
    Device rotated = registry.rotateKeys("sensor-a");
    Device disabled = registry.setEnabled("sensor-a", false, "lost");

    assertThat(rotated.statusUpdatedAt()).isEqualTo(created.statusUpdatedAt());
    assertThat(disabled.statusUpdatedAt())
        .isEqualTo(created.statusUpdatedAt().plus(Duration.ofHours(1)));
    assertThat(disabled.createdAt()).isEqualTo(created.createdAt());
  }

  private static byte[] key(JsonNode device, String name) {
    return Base64.getDecoder().decode(device.at("/authentication/symmetricKey/" + name).asText());
  }
}
