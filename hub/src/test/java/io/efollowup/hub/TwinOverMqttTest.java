package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twins and direct methods over MQTT. */
class TwinOverMqttTest {
  private static final String ANSWERS = "$iothub/twin/res/#";
  private static final String REPORT = "$iothub/twin/PATCH/properties/reported/?$rid=";

  @TempDir Path directory;
  private RunningHub running;
  private MqttDevice client;

  @BeforeEach
  void start() throws Exception {
    running = RunningHub.start(directory);
    client = MqttDevice.of(running, running.hub().registry().createWithGeneratedKeys("cgm-a"));
    client.connect();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    running.close();
  }

  private void desire(String desired) throws Exception {
    assertThat(
            running
                .post(
                    "/twins/cgm-a?api-version=2021-04-12",
                    running.policyToken("service"),
                    "{\"properties\":{\"desired\":" + desired + "}}",
                    "X-HTTP-Method-Override",
                    "PATCH")
                .statusCode())
        .isEqualTo(200);
  }

  private static JsonNode json(MqttDevice.Received message) throws Exception {
    return new ObjectMapper().readTree(message.body());
  }

  @Test
  void shouldGiveTheTwinUnderTheRequestsNumber() throws Exception {
    desire("{\"samplingIntervalSeconds\":180}");
    client.subscribe(1, ANSWERS);
    client.publish("$iothub/twin/GET/?$rid=r-1", "", 1);
    MqttDevice.Received answer = client.receive();
    assertThat(answer.topic()).isEqualTo("$iothub/twin/res/200/?$rid=r-1");
    assertThat(json(answer).path("desired").path("samplingIntervalSeconds").intValue())
        .isEqualTo(180);
    assertThat(json(answer).path("reported").path("$version").isIntegralNumber()).isTrue();
    client.publish("$iothub/twin/get/?$rid=a%26b", " ", 0);
    assertThat(client.receive().topic()).isEqualTo("$iothub/twin/res/200/?$rid=a%26b");
  }

  @Test
  void shouldTakeWhatIsReportedAndSayItsVersion() throws Exception {
    client.subscribe(0, ANSWERS);
    client.publish(REPORT + "1", "{\"firmwareVersion\":\"1.2\"}", 1);
    MqttDevice.Received answer = client.receive();
    assertThat(answer.topic()).isEqualTo("$iothub/twin/res/204/?$rid=1&$version=2");
    assertThat(answer.body()).isEmpty();

    client.publish(REPORT + "2&$version=2", "{\"firmwareVersion\":\"1.3\"}", 1);
    assertThat(client.receive().topic()).isEqualTo("$iothub/twin/res/204/?$rid=2&$version=3");
    client.publish(REPORT + "3&$version=2", "{\"firmwareVersion\":\"1.4\"}", 1);
    MqttDevice.Received refused = client.receive();
    assertThat(refused.topic()).isEqualTo("$iothub/twin/res/412/?$rid=3");
    assertThat(json(refused).path("errorCode").intValue()).isEqualTo(412_001);
    assertThat(json(refused).path("message").textValue()).isNotEmpty();
    assertThat(running.refused(HubError.PRECONDITION_FAILED)).isEqualTo(1);
  }

  @Test
  void shouldRefuseWhatMayNotBeReported() throws Exception {
    client.subscribe(1, ANSWERS);
    client.publish(REPORT + "1", "{\"patientName\":\"x\"}", 1);
    MqttDevice.Received answer = client.receive();
    assertThat(answer.topic()).isEqualTo("$iothub/twin/res/400/?$rid=1");
    assertThat(json(answer).path("errorCode").intValue()).isEqualTo(400_004);
    client.publish(REPORT + "2", "nonsense", 1);
    assertThat(client.receive().topic()).isEqualTo("$iothub/twin/res/400/?$rid=2");
  }

  @Test
  void shouldAnswerInTheOrderOfTheRequests() throws Exception {
    client.subscribe(1, ANSWERS);
    for (int i = 0; i < 50; i++) {
      client.begin(REPORT + i, "{\"firmwareVersion\":\"" + i + "\"}", i % 2);
    }
    for (int i = 0; i < 50; i++) {
      assertThat(client.receive().topic()).contains("?$rid=" + i + "&");
    }
  }

  @Test
  void shouldAnswerOnlyWhoeverSubscribed() throws Exception {
    client.publish(REPORT + "1", "{\"firmwareVersion\":\"1.2\"}", 1);
    assertThat(client.nothingCame()).isTrue();
    client.subscribe(1, ANSWERS);
    client.publish("$iothub/twin/GET/?$rid=2", "", 1);
    assertThat(client.receive().body()).contains("\"firmwareVersion\":\"1.2\"");
  }

  @Test
  void shouldTellOfDesiredProperties() throws Exception {
    client.subscribe(1, "$iothub/twin/PATCH/properties/desired/#");
    desire("{\"samplingIntervalSeconds\":300}");
    MqttDevice.Received news = client.receive();
    assertThat(news.topic()).isEqualTo("$iothub/twin/PATCH/properties/desired/?$version=2");
    assertThat(json(news).path("samplingIntervalSeconds").intValue()).isEqualTo(300);
    assertThat(json(news).path("$version").intValue()).isEqualTo(2);

    client.unsubscribe("$iothub/twin/PATCH/properties/desired/#");
    desire("{\"samplingIntervalSeconds\":180}");
    assertThat(client.receivesWithin(300)).isFalse();
  }

  @Test
  void shouldCallMethods() throws Exception {
    client.subscribe(1, "$iothub/methods/POST/#");
    CompletableFuture<MethodResult> result = running.hub().methods().invoke(call(Duration.ZERO));
    MqttDevice.Received call = client.receive();
    assertThat(call.topic()).startsWith("$iothub/methods/POST/calibrate/?$rid=");
    assertThat(call.body()).isEqualTo("{\"x\":1}");
    String id = call.topic().substring(call.topic().indexOf("$rid=") + 5);
    client.publish("$iothub/methods/res/201/?$rid=" + id, "{\"y\":2}", 1);
    MethodResult answer = Eventually.get(result);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(new String(answer.payload(), UTF_8)).isEqualTo("{\"y\":2}");

    client.publish("$iothub/methods/res/200/?$rid=" + id, "", 1);
    client.publish("$iothub/methods/res/200/?$rid=nobodys", "", 1);
    assertThat(running.refused(HubError.REQUEST_TIMEOUT)).isEqualTo(2);
  }

  @Test
  void shouldCallMethodsOfADeviceThatComesBack() throws Exception {
    client.subscribe(1, "$iothub/methods/POST/#");
    client.disconnect();
    Eventually.holds(() -> !running.hub().presence().isConnected("cgm-a"));
    CompletableFuture<MethodResult> result =
        running.hub().methods().invoke(call(Duration.ofMinutes(1)));
    assertThat(client.connect()).isTrue();
    String topic = client.receive().topic();
    client.publish(
        "$iothub/methods/res/200/?$rid=" + topic.substring(topic.indexOf("$rid=") + 5), "", 0);
    assertThat(Eventually.get(result).status()).isEqualTo(200);
  }

  private static MethodCall call(Duration connectTimeout) {
    return new MethodCall(
        "cgm-a",
        "calibrate",
        Optional.of("{\"x\":1}".getBytes(UTF_8)),
        connectTimeout,
        Duration.ofMinutes(1));
  }
}
