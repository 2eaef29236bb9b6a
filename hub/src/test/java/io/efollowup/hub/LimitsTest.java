package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.proton.ProtonSender;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a device, an address or all together may not, on a real hub. */
class LimitsTest {
  private static final HubLimits STANDARD = HubLimits.standard();

  @TempDir Path directory;
  private RunningHub running;

  private void start(HubLimits limits) throws Exception {
    running =
        RunningHub.start(
            directory,
            message -> new Admission.Verdict.Admit(message.body(), Optional.empty()),
            HubOptions.of("127.0.0.1", 0, 0, 0, RunningHub.NAMES).withLimits(limits));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private String device(String id) {
    return running.deviceToken(running.hub().registry().createWithGeneratedKeys(id));
  }

  private HttpResponse<String> send(String id, String token) throws Exception {
    return running.post("/devices/" + id + "/messages/events", token, "x");
  }

  private static void requireRetry(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1L, 60L);
  }

  @Test
  void shouldTellADeviceOverHttpsThatItSendsTooMuch() throws Exception {
    start(STANDARD.with(new HubLimits.Device(1, 5, 0, 1, 1_000, 2 << 20)));
    String loud = device("loud");
    String calm = device("calm");
    HttpResponse<String> answer = send("loud", loud);
    for (int i = 0; i < 20 && answer.statusCode() == 204; i++) {
      answer = send("loud", loud);
    }

    requireRetry(answer, 429);
    assertThat(answer.body()).contains("ErrorCode:ThrottlingException;");
    assertThat(running.refused(HubError.DEVICE_PACE)).isEqualTo(1);
    assertThat(send("calm", calm).statusCode()).isEqualTo(204);
    Eventually.holds(() -> send("loud", loud).statusCode() == 204);
  }

  @Test
  void shouldCountWhatADeviceSendsBesideItsBodies() throws Exception {
    start(STANDARD.with(new HubLimits.Device(0, 1, 100, 2_000, 1_000, 2 << 20)));
    String token = device("loud");
    String events = "/devices/loud/messages/events";
    String property = "y".repeat(3_000);
    assertThat(running.post(events, token, "x", "iothub-app-k", property).statusCode())
        .isEqualTo(204);
    requireRetry(running.post(events, token, "x"), 429);
  }

  @Test
  void shouldSlowADeviceOverAmqpAndLoseNothing() throws Exception {
    start(STANDARD.with(new HubLimits.Device(100, 100, 0, 1, 1_000, 2 << 20)));
    String token = device("loud");
    try (AmqpClient client = AmqpClient.connect(running)) {
      assertThat(client.putToken(token)).isEqualTo(200);
      ProtonSender sender = client.sender("/devices/loud/messages/events");
      int messages = 350;
      AtomicInteger accepted = new AtomicInteger();
      AtomicInteger other = new AtomicInteger();
      CompletableFuture<Void> all = new CompletableFuture<>();
      long began = System.nanoTime();
      client.onLoop(() -> pour(sender, messages, accepted, other, all));

      Eventually.get(all);

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(1));
      assertThat(accepted).hasValue(messages);
      assertThat(other).hasValue(0);
      assertThat(running.journal.entries()).hasSize(messages);
    }
  }

  /** Sends as there is credit; on the client's loop. */
  private static void pour(
      ProtonSender sender,
      int messages,
      AtomicInteger accepted,
      AtomicInteger other,
      CompletableFuture<Void> all) {
    AtomicInteger sent = new AtomicInteger();
    sender.sendQueueDrainHandler(
        ready -> {
          while (!sender.sendQueueFull() && sent.get() < messages) {
            sent.incrementAndGet();
            sender.send(
                AmqpClient.data(new byte[10]),
                delivery -> {
                  boolean good = delivery.getRemoteState() instanceof Accepted;
                  (good ? accepted : other).incrementAndGet();
                  if (accepted.get() + other.get() == messages) {
                    all.complete(null);
                  }
                });
          }
        });
  }

  @Test
  void shouldSlowADeviceOverMqttAndLoseNothing() throws Exception {
    start(STANDARD.with(new HubLimits.Device(100, 100, 0, 1, 1_000, 2 << 20)));
    Device loud = running.hub().registry().createWithGeneratedKeys("loud");
    try (MqttDevice client = MqttDevice.of(running, loud)) {
      client.connect();
      long began = System.nanoTime();
      List<IMqttDeliveryToken> sent = new ArrayList<>();
      for (int i = 0; i < 350; i++) {
        sent.add(client.begin("devices/loud/messages/events/", "x", 1));
      }
      for (IMqttDeliveryToken one : sent) {
        one.waitForCompletion(Eventually.MILLIS);
      }

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(1));
      assertThat(running.journal.entries()).hasSize(350);
      assertThat(running.refused(HubError.DEVICE_PACE)).isZero();
    }
  }

  /** On a connection of its own: one of HTTP/2 has a hundred requests at a time and no more. */
  private CompletableFuture<HttpResponse<String>> begin(String id, String token) {
    return running
        .client()
        .sendAsync(
            running
                .request("/devices/" + id + "/messages/events", token)
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
