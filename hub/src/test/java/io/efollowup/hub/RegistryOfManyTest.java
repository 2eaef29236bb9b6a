package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryOfManyTest {
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
  void shouldListInOrderUpToTheNumberAskedFor() throws Exception {
    for (String id : new String[] {"c", "a", "b"}) {
      running.hub().registry().createWithGeneratedKeys(id);
    }
    assertThat(ids(running.get("/devices/" + VERSION, token))).containsExactly("a", "b", "c");
    assertThat(ids(running.get("/devices?top=2&api-version=2016-02-03", token)))
        .containsExactly("a", "b");
    assertThat(running.get("/devices?top=many", token).statusCode()).isEqualTo(400);
    assertThat(running.get("/devices?top=0", token).statusCode()).isEqualTo(400);
    assertThat(running.get("/devices?top=1001", token).statusCode()).isEqualTo(400);
  }

  @Test
  void shouldCountDevices() throws Exception {
    running.hub().registry().createWithGeneratedKeys("a");
    running.hub().registry().createWithGeneratedKeys("b");
    running.hub().registry().setEnabled("b", false, "lost");

    assertThat(JSON.readTree(running.get("/statistics/devices" + VERSION, token).body()))
        .isEqualTo(
            JSON.readTree(
                """
                {"totalDeviceCount":2,"enabledDeviceCount":1,"disabledDeviceCount":1}"""));
  }

  @Test
  void shouldMakeManyChangesAndNameTheRefusedOnes() throws Exception {
    running.hub().registry().createWithGeneratedKeys("old");
    String body =
        """
        [{"id":"new-1","importMode":"create"},
         {"id":"old","importMode":"create"},
         {"id":"old","importMode":"Update","status":"disabled"},
         {"id":"absent","importMode":"Delete"},
         {"id":"old","importMode":"DeleteIfMatchETag","eTag":"stale"},
         {"id":"x","importMode":"teleport"}]
        """;
    HttpResponse<String> answer = running.post("/devices" + VERSION, token, body);

    JsonNode result = JSON.readTree(answer.body());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(result.path("isSuccessful").asBoolean()).isFalse();
    assertThat(result.path("errors").findValuesAsText("errorCode"))
        .containsExactly(
            "DeviceAlreadyExists", "DeviceNotFound", "PreconditionFailed", "ArgumentInvalid");
    assertThat(running.hub().registry().find("new-1")).isPresent();
    assertThat(running.hub().registry().find("old").orElseThrow().enabled()).isFalse();
  }

  @Test
  void shouldSayThatBulkChangesSucceeded() throws Exception {
    HttpResponse<String> answer =
        running.post(
            "/devices" + VERSION,
            token,
            """
            [{"id":"a","importMode":"create","status":"Disabled",
              "authentication":{"symmetricKey":{"primaryKey":"","secondaryKey":""}}}]""");

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(JSON.readTree(answer.body()))
        .isEqualTo(JSON.readTree("{\"isSuccessful\":true,\"errors\":[],\"warnings\":[]}"));
    assertThat(running.hub().registry().find("a").orElseThrow().enabled()).isFalse();
  }

  private static java.util.List<String> ids(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body()).findValuesAsText("deviceId");
  }
}
