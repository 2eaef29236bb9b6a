package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodsOverHttpsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/twins/sensor-a/methods?api-version=2021-04-12";

  @TempDir Path directory;
  private final List<MethodRequest> asked = new CopyOnWriteArrayList<>();
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
  void shouldHandTheCallOverAndTheAnswerBack() throws Exception {
    serve("sensor-a", 207, "{\"left\":0.50,\"n\":12345678901234567890}");
    HttpResponse<String> answer =
        running.post(
            PATH,
            token,
            """
            {"methodName":"reboot","responseTimeoutInSeconds":5,"connectTimeoutInSeconds":null,
             "payload":{"in":1.50}}""");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo("{\"status\":207,\"payload\":{\"left\":0.50,\"n\":12345678901234567890}}");
    assertThat(asked.getFirst().name()).isEqualTo("reboot");
    assertThat(new String(asked.getFirst().payload(), UTF_8)).isEqualTo("{\"in\":1.50}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"methodName\":\"m\"}", "{\"methodName\":\"m\",\"payload\":null}"})
  void shouldCallWithoutAPayload(String body) throws Exception {
    serve("sensor-a", 200, "");
    assertThat(running.post(PATH, token, body).body())
        .isEqualTo("{\"status\":200,\"payload\":null}");
    assertThat(asked.getFirst().payload()).isEmpty();
  }

  @Test
  void shouldAnswer404WithTheNumberWhenTheDeviceIsNotOnline() throws Exception {
    HttpResponse<String> answer = running.post(PATH, token, "{\"methodName\":\"m\"}");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    JsonNode message = message(answer);
    assertThat(message.path("errorCode").asInt()).isEqualTo(404103);
    assertThat(message.path("message").asText()).contains("not online");
    assertThat(message.path("trackingId").asText()).isNotEmpty();
    assertThat(message.path("timestampUtc").asText()).endsWith("Z");
    // Java's library reads Message and ExceptionMessage in one: a second would spoil the number.
    assertThat(JSON.readTree(answer.body()).has("ExceptionMessage")).isFalse();
    assertThat(running.refused(HubError.DEVICE_NOT_ONLINE)).isEqualTo(1);
  }

  @Test
  void shouldAnswer504WithTheNumberWhenTheDeviceIsSilent() throws Exception {
    running.hub().methods().serve("sensor-a", asked::add);
    HttpResponse<String> answer =
        running.post(PATH, token, "{\"methodName\":\"m\",\"responseTimeoutInSeconds\":5}");

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(message(answer).path("errorCode").asInt()).isEqualTo(504101);
    assertThat(running.hub().methods().answer("sensor-a", asked.getFirst().id(), 200, new byte[0]))
        .isFalse();
  }

  @Test
  void shouldTellADeviceThatIsNotThereFromOneThatIsNotOnline() throws Exception {
    HttpResponse<String> answer =
        running.post("/twins/absent/methods", token, "{\"methodName\":\"m\"}");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("ErrorCode:DeviceNotFound;");
  }

  @Test
  void shouldAnswer502WhenTheDeviceAnswersNoJson() throws Exception {
    serve("sensor-a", 200, "no json");
    HttpResponse<String> answer = running.post(PATH, token, "{\"methodName\":\"m\"}");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).doesNotContain("no json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"methodName\":\"a/b\"}",
        "{\"methodName\":7}",
        "{\"methodName\":\"m\",\"responseTimeoutInSeconds\":4}",
        "{\"methodName\":\"m\",\"responseTimeoutInSeconds\":301}",
        "{\"methodName\":\"m\",\"responseTimeoutInSeconds\":\"9\"}",
        "{\"methodName\":\"m\",\"connectTimeoutInSeconds\":-1}",
        "{\"methodName\":\"m\",\"connectTimeoutInSeconds\":1.5}"
      })
  void shouldRefuseAMalformedCall(String body) throws Exception {
    assertThat(running.post(PATH, token, body).statusCode()).isEqualTo(400);
  }

  @Test
  void shouldBeOpenToServicesOnly() throws Exception {
    Device device = running.hub().registry().find("sensor-a").orElseThrow();
    String body = "{\"methodName\":\"m\"}";
    for (String other :
        new String[] {
          running.policyToken("registryReadWrite"),
          running.policyToken("device"),
          running.deviceToken(device)
        }) {
      assertThat(running.post(PATH, other, body).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void shouldNotKeepADeletedDevicesCallerWaiting() throws Exception {
    running
        .hub()
        .methods()
        .serve(
            "sensor-a",
            request ->
                Thread.startVirtualThread(
                    () -> running.hub().registry().delete("sensor-a", IfMatch.any())));
    HttpResponse<String> answer = running.post(PATH, token, "{\"methodName\":\"m\"}");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("ErrorCode:DeviceNotFound;");
  }

  private void serve(String device, int status, String payload) {
    DirectMethods methods = running.hub().methods();
    methods.serve(
        device,
        request -> {
          asked.add(request);
          Thread.startVirtualThread(
              () -> methods.answer(device, request.id(), status, payload.getBytes(UTF_8)));
        });
  }

  private static JsonNode message(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(JSON.readTree(answer.body()).path("Message").asText());
  }
}
