package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.hub.AmqpClient.Receiving;
import io.vertx.proton.ProtonSender;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Carrier.class)
class TwinOverAmqpTest {
  private static final Symbol CORRELATION = Symbol.valueOf("com.microsoft:channel-correlation-id");
  private static final String TWIN = "/devices/cgm-a/twin";
  private static final String METHODS = "/devices/cgm-a/methods/devicebound";

  @Parameter Carrier carrier;
  @TempDir Path directory;
  private RunningHub running;
  private AmqpClient client;
  private Receiving answers;
  private ProtonSender requests;

  @BeforeEach
  void start() throws Exception {
    running = RunningHub.start(directory);
    Device device = running.hub().registry().createWithGeneratedKeys("cgm-a");
    client = AmqpClient.connect(running, carrier);
    client.putToken(running.deviceToken(device));
    answers = client.receive(TWIN, Map.of(CORRELATION, "twin:1"));
    requests = client.sender(TWIN, Map.of(CORRELATION, "twin:1"));
  }

  @AfterEach
  void stop() {
    client.close();
    running.close();
  }

  private Message ask(Object correlation, String body, Map<String, Object> annotations)
      throws Exception {
    Message request = AmqpClient.data(body.getBytes(StandardCharsets.UTF_8));
    request.setCorrelationId(correlation);
    Map<Symbol, Object> symbols = new HashMap<>();
    annotations.forEach((name, value) -> symbols.put(Symbol.valueOf(name), value));
    request.setMessageAnnotations(new MessageAnnotations(symbols));
    client.send(requests, request);
    return answers.next();
  }

  private Message report(String patch) throws Exception {
    return ask(
        UUID.randomUUID(), patch, Map.of("operation", "PATCH", "resource", "/properties/reported"));
  }

  private Message listen() throws Exception {
    return ask(
        UUID.randomUUID(),
        "",
        Map.of("operation", "PUT", "resource", "/notifications/twin/properties/desired"));
  }

  private HttpResponse<String> desire(String desired) throws Exception {
    return running.post(
        "/twins/cgm-a?api-version=2021-04-12",
        running.policyToken("service"),
        "{\"properties\":{\"desired\":" + desired + "}}",
        "X-HTTP-Method-Override",
        "PATCH");
  }

  private static Object annotation(Message message, String name) {
    return message.getMessageAnnotations().getValue().get(Symbol.valueOf(name));
  }

  private static JsonNode json(Message message) throws IOException {
    return new ObjectMapper().readTree(((Data) message.getBody()).getValue().getArray());
  }

  @Test
  void shouldGiveTheTwinUnderTheRequestsCorrelationId() throws Exception {
    desire("{\"samplingIntervalSeconds\":180}");
    UUID id = UUID.randomUUID();
    Message answer = ask(id, "", Map.of("operation", "GET"));

    assertThat(answer.getCorrelationId()).isEqualTo(id);
    assertThat(annotation(answer, "status")).isEqualTo(200);
    assertThat(json(answer).path("desired").path("samplingIntervalSeconds").intValue())
        .isEqualTo(180);
    assertThat(json(answer).path("reported").path("$version").isIntegralNumber()).isTrue();
    assertThat(ask("text", " ", Map.of("operation", "GET")).getCorrelationId()).isEqualTo("text");
  }

  @Test
  void shouldTakeWhatIsReportedAndSayItsVersion() throws Exception {
    Message answer = report("{\"firmwareVersion\":\"1.2\"}");

    assertThat(annotation(answer, "status")).isEqualTo(204);
    long version = (Long) annotation(answer, "version");
    assertThat((Long) annotation(report("{\"firmwareVersion\":\"1.3\"}"), "version"))
        .isEqualTo(version + 1);
    assertThat(running.get("/twins/cgm-a", running.policyToken("service")).body())
        .contains("\"firmwareVersion\":\"1.3\"");
  }

  @Test
  void shouldRefuseWhatIsNotToBeReported() throws Exception {
    Message answer = report("{\"patientName\":\"somebody\"}");

    assertThat(annotation(answer, "status")).isEqualTo(400);
    assertThat(json(answer).path("message").textValue())
        .contains("firmwareVersion")
        .doesNotContain("somebody");
    assertThat(annotation(report("no json"), "status")).isEqualTo(400);
    assertThat(annotation(ask("a", "", Map.of("operation", "SHOUT")), "status")).isEqualTo(400);
  }

  @Test
  void shouldNoticeDesiredPropertiesAtOnce() throws Exception {
    assertThat(annotation(listen(), "status")).isEqualTo(200);
    desire("{\"samplingIntervalSeconds\":300}");

    Message notice = answers.next();
    assertThat(notice.getCorrelationId()).isNull();
    assertThat(annotation(notice, "resource")).isEqualTo("/properties/desired");
    assertThat(json(notice).path("samplingIntervalSeconds").intValue()).isEqualTo(300);
    assertThat(annotation(notice, "version")).isEqualTo(json(notice).path("$version").longValue());
  }

  @Test
  void shouldNoticeNothingAnyMoreWhenToldSo() throws Exception {
    listen();
    ask(
        "d",
        "",
        Map.of("operation", "DELETE", "resource", "/notifications/twin/properties/desired"));
    desire("{\"samplingIntervalSeconds\":300}");

    assertThat(answers.nothingArrives(200)).isTrue();
  }

  @Test
  void shouldCallAMethodAndBringTheAnswer() throws Exception {
    Receiving calls = client.receive(METHODS, Map.of(CORRELATION, "methods:1"));
    ProtonSender replies = client.sender(METHODS, Map.of(CORRELATION, "methods:1"));
    CompletableFuture<HttpResponse<String>> answer = invoke("calibrate", "{\"level\":7}");

    Message call = calls.next();
    assertThat(call.getCorrelationId()).isInstanceOf(UUID.class);
    assertThat(call.getApplicationProperties().getValue())
        .isEqualTo(Map.of("IoThub-methodname", "calibrate"));
    assertThat(json(call).path("level").intValue()).isEqualTo(7);
    Message reply = AmqpClient.data("{\"done\":true}".getBytes(StandardCharsets.UTF_8));
    reply.setCorrelationId(call.getCorrelationId());
    reply.setApplicationProperties(new ApplicationProperties(Map.of("IoThub-status", 207)));
    client.send(replies, reply);

    HttpResponse<String> brought = Eventually.get(answer);
    assertThat(brought.statusCode()).isEqualTo(200);
    assertThat(new ObjectMapper().readTree(brought.body()))
        .isEqualTo(new ObjectMapper().readTree("{\"status\":207,\"payload\":{\"done\":true}}"));
  }

  @Test
  void shouldSayThatADeviceIsNotOnline() throws Exception {
    HttpResponse<String> answer = Eventually.get(invoke("calibrate", "null"));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("404103");
  }

  @Test
  void shouldShowWhetherADeviceIsConnected() throws Exception {
    String token = running.policyToken("registryRead");
    assertThat(running.get("/devices/cgm-a", token).body())
        .contains("\"connectionState\":\"Connected\"");
    client.close();
    Eventually.holds(() -> !connected(token));
  }

  private boolean connected(String token) throws Exception {
    return running.get("/devices/cgm-a", token).body().contains("\"Connected\"");
  }

  private CompletableFuture<HttpResponse<String>> invoke(String name, String payload) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return running.post(
                "/twins/cgm-a/methods?api-version=2021-04-12",
                running.policyToken("service"),
                "{\"methodName\":\""
                    + name
                    + "\",\"responseTimeoutInSeconds\":60,\"payload\":"
                    + payload
                    + "}");
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
