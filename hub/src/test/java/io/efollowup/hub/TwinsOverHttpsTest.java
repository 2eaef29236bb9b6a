package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwinsOverHttpsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/twins/sensor-a?api-version=2021-04-12";

  @TempDir Path directory;
  private RunningHub running;
  private String token;

  @BeforeEach
  void start() throws Exception {
    running = RunningHub.start(directory);
    token = running.policyToken("service");
    running.hub().registry().createWithGeneratedKeys("sensor-a");
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void shouldShowATwinAsServiceLibrariesReadIt() throws Exception {
    running
        .hub()
        .twins()
        .report("sensor-a", "{\"status\":\"ok\"}".getBytes(UTF_8), OptionalLong.empty());
    HttpResponse<String> answer = running.get(PATH, token);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    JsonNode twin = JSON.readTree(answer.body());
    assertThat(answer.headers().firstValue("ETag"))
        .contains('"' + twin.path("etag").asText() + '"');
    assertThat(twin.path("deviceId").asText()).isEqualTo("sensor-a");
    assertThat(twin.path("deviceEtag").asText())
        .isEqualTo(running.hub().registry().find("sensor-a").orElseThrow().etag());
    assertThat(twin.path("status").asText()).isEqualTo("enabled");
    assertThat(twin.path("connectionState").asText()).isEqualTo("Disconnected");
    assertThat(twin.path("authenticationType").asText()).isEqualTo("sas");
    assertThat(twin.path("version").asInt()).isEqualTo(2);
    assertThat(twin.path("tags").isObject()).isTrue();
    assertThat(twin.at("/properties/desired/$version").asInt()).isEqualTo(1);
    assertThat(twin.at("/properties/desired/$metadata/$lastUpdated").asText()).endsWith("Z");
    assertThat(twin.at("/properties/reported/status").asText()).isEqualTo("ok");
    assertThat(twin.at("/properties/reported/$metadata/status/$lastUpdatedVersion").asInt())
        .isEqualTo(2);
    assertThat(twin.at("/capabilities/iotEdge").asBoolean(true)).isFalse();
  }

  @Test
  void shouldTakeThePatchOfTheJavaLibrary() throws Exception {
    HttpResponse<String> answer =
        running.post(
            PATH,
            token,
            """
            {"deviceId":null,"etag":null,"version":null,"status":null,"tags":{},
             "properties":{"desired":{"interval":300},"reported":null},"configurations":null}
            """,
            "X-HTTP-Method-Override",
            "PATCH");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode desired = JSON.readTree(answer.body()).at("/properties/desired");
    assertThat(desired.path("interval").asInt()).isEqualTo(300);
    assertThat(desired.path("$version").asInt()).isEqualTo(2);
  }

  @Test
  void shouldTakeTheRealPatchOfTheNodeLibraryUnderItsCondition() throws Exception {
    String etag = JSON.readTree(running.get(PATH, token).body()).path("etag").asText();
    String patch = "{\"tags\":{\"ward\":\"7\",\"bed\":null}}";

    assertThat(patch(patch, '"' + etag + '"').statusCode()).isEqualTo(200);
    HttpResponse<String> stale = patch(patch, '"' + etag + '"');
    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(stale.body()).contains("ErrorCode:PreconditionFailed;");
    assertThat(patch(patch, etag).statusCode()).isEqualTo(412);
    String now = JSON.readTree(running.get(PATH, token).body()).path("etag").asText();
    assertThat(patch(patch, now).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "\"*\""})
  void shouldReplaceWithoutACondition(String condition) throws Exception {
    patch("{\"tags\":{\"ward\":\"7\"},\"properties\":{\"desired\":{\"x\":1}}}", "*");
    JsonNode read = JSON.readTree(running.get(PATH, token).body());
    String body = "{\"deviceId\":\"sensor-a\",\"properties\":{\"desired\":{\"y\":2}}}";
    String[] headers = condition.isEmpty() ? new String[0] : new String[] {"If-Match", condition};
    JsonNode replaced = JSON.readTree(running.put(PATH, token, body, headers).body());

    assertThat(replaced.path("tags")).isEmpty();
    assertThat(replaced.at("/properties/desired/x").isMissingNode()).isTrue();
    assertThat(replaced.at("/properties/desired/y").asInt()).isEqualTo(2);
    HttpResponse<String> back = running.put(PATH, token, read.toString());
    assertThat(back.statusCode()).as("a twin as it was read").isEqualTo(200);
    assertThat(JSON.readTree(back.body()).at("/tags/ward").asText()).isEqualTo("7");
    assertThat(JSON.readTree(back.body()).at("/properties/desired/x").asInt()).isEqualTo(1);
  }

  @Test
  void shouldRefuseWhatATwinCannotHoldWithoutRepeatingIt() throws Exception {
    for (String body :
        new String[] {
          "[]", "{\"tags\":\"secret\"}", "{\"tags\":{\"sec ret\":1}}", "{", "{\"deviceId\":\"b\"}"
        }) {
      HttpResponse<String> answer = patch(body, "*");
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.body()).contains("ErrorCode:ArgumentInvalid;").doesNotContain("sec");
    }
    String large = "{\"tags\":{\"a\":\"%1$s\",\"b\":\"%1$s\",\"c\":1}}".formatted("x".repeat(4090));
    assertThat(patch(large, "*").body()).contains("8 KB");
    assertThat(running.refused(HubError.TWIN_TOO_LARGE)).isEqualTo(1);
  }

  @Test
  void shouldNotKnowTheTwinOfADeviceThatIsNotThere() throws Exception {
    HttpResponse<String> answer = running.get("/twins/absent", token);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("ErrorCode:DeviceNotFound;");
  }

  @Test
  void shouldOpenTwinsToServicesOnly() throws Exception {
    Device device = running.hub().registry().find("sensor-a").orElseThrow();
    for (String other :
        new String[] {
          running.policyToken("registryReadWrite"),
          running.policyToken("device"),
          running.policyToken("service", "127.0.0.1/twins/sensor"),
          running.policyToken("service", "127.0.0.1/twins/SENSOR-A"),
          running.policyToken("service", "127.0.0.1/devices/sensor-a"),
          running.deviceToken(device)
        }) {
      assertThat(running.get(PATH, other).statusCode()).isEqualTo(401);
      assertThat(running.put(PATH, other, "{}").statusCode()).isEqualTo(401);
    }
    assertThat(running.get(PATH, running.policyToken("iothubowner")).statusCode()).isEqualTo(200);
    assertThat(
            running
                .get(PATH, running.policyToken("service", "127.0.0.1/TWINS/sensor-a"))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void shouldLetAPostStandForPatchOnly() throws Exception {
    assertThat(running.post(PATH, token, "{}").statusCode()).isEqualTo(405);
    assertThat(running.post(PATH, token, "{}", "X-HTTP-Method-Override", "DELETE").statusCode())
        .isEqualTo(405);
    assertThat(running.put(PATH, token, "{}", "X-HTTP-Method-Override", "PATCH").statusCode())
        .as("a PUT is a PUT")
        .isEqualTo(200);
    assertThat(running.post(PATH, token, "{}", "x-http-method-override", "patch").statusCode())
        .isEqualTo(200);
  }

  @Test
  void shouldShowThatADeviceIsConnected() throws Exception {
    String owner = running.policyToken("iothubowner");
    Subscription connection = running.hub().presence().join("sensor-a", () -> {});
    JsonNode device = JSON.readTree(running.get("/devices/sensor-a", owner).body());
    assertThat(device.path("connectionState").asText()).isEqualTo("Connected");
    assertThat(device.path("connectionStateUpdatedTime").asText())
        .matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
    assertThat(JSON.readTree(running.get(PATH, token).body()).path("connectionState").asText())
        .isEqualTo("Connected");
    assertThat(
            ask("SELECT deviceId FROM devices WHERE connectionState = 'Connected'", owner).body())
        .isEqualTo("[{\"deviceId\":\"sensor-a\"}]");
    connection.close();
    assertThat(JSON.readTree(running.get(PATH, token).body()).path("connectionState").asText())
        .isEqualTo("Disconnected");
  }

  @Test
  void shouldKeepTwinsOverARestart() throws Exception {
    patch("{\"tags\":{\"ward\":\"7\"},\"properties\":{\"desired\":{\"x\":{\"y\":1}}}}", "*");
    String before = running.get(PATH, token).body();
    running.close();
    running = RunningHub.start(directory);

    assertThat(running.get(PATH, running.policyToken("service")).body()).isEqualTo(before);
  }

  @Test
  void shouldPageThroughAQuery() throws Exception {
    for (int i = 0; i < 4; i++) {
      running.hub().registry().createWithGeneratedKeys("sensor-b" + i);
    }
    HttpResponse<String> first = ask("SELECT * FROM devices", token, "x-ms-max-item-count", "3");
    String next = first.headers().firstValue("x-ms-continuation").orElseThrow();
    HttpResponse<String> last =
        ask("select * from devices", token, "x-ms-max-item-count", "3", "x-ms-continuation", next);

    assertThat(first.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(first.headers().firstValue("x-ms-item-type")).contains("Twin");
    assertThat(JSON.readTree(first.body()).findValuesAsText("deviceId"))
        .containsExactly("sensor-a", "sensor-b0", "sensor-b1");
    assertThat(JSON.readTree(last.body()).findValuesAsText("deviceId"))
        .containsExactly("sensor-b2", "sensor-b3");
    assertThat(last.headers().firstValue("x-ms-continuation")).isEmpty();
  }

  @Test
  void shouldOpenQueriesToServicesAndToReadersOfTheRegistry() throws Exception {
    String query = "SELECT * FROM devices";
    assertThat(ask(query, running.policyToken("registryRead")).statusCode()).isEqualTo(200);
    assertThat(ask(query, token).statusCode()).isEqualTo(200);
    assertThat(ask(query, token).statusCode()).as("from memory").isEqualTo(200);
    String reader = running.policyToken("registryRead");
    assertThat(running.get("/devices/sensor-a", reader).statusCode()).isEqualTo(200);
    assertThat(ask(query, reader).statusCode()).as("from memory").isEqualTo(200);
    assertThat(ask(query, running.policyToken("device")).statusCode()).isEqualTo(401);
    Device named = running.hub().registry().createWithGeneratedKeys("query");
    assertThat(ask(query, running.deviceToken(named)).statusCode()).isEqualTo(401);
    assertThat(ask(query, running.policyToken("service", "127.0.0.1/devices/query")).statusCode())
        .as("a token for the device called query")
        .isEqualTo(401);
  }

  @Test
  void shouldSayWhatAQueryMayBe() throws Exception {
    for (String query : new String[] {"SELECT * FROM devices.jobs", "secret"}) {
      HttpResponse<String> answer = ask(query, token);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .contains("ErrorCode:ArgumentInvalid;")
          .contains("FROM devices")
          .doesNotContain("secret");
    }
    assertThat(running.post("/devices/query", token, "{}").statusCode()).isEqualTo(400);
    assertThat(ask("SELECT * FROM devices", token, "x-ms-max-item-count", "x").statusCode())
        .isEqualTo(400);
    assertThat(ask("SELECT * FROM devices", token, "x-ms-max-item-count", "0").statusCode())
        .isEqualTo(400);
  }

  private HttpResponse<String> patch(String body, String ifMatch) throws Exception {
    return running.send(
        running
            .request(PATH, token)
            .header("If-Match", ifMatch)
            .method("PATCH", BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> ask(String query, String with, String... headers) throws Exception {
    return running.post(
        "/devices/query?api-version=2021-04-12",
        with,
        JSON.createObjectNode().put("query", query).toString(),
        headers);
  }
}
