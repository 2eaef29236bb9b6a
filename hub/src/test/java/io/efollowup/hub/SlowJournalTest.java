package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.testkit.process.Await;
import io.vertx.proton.ProtonSender;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that falls behind slows every door, and nothing acknowledged is lost. */
class SlowJournalTest {
  private static final int OF_A_DEVICE = 20;
  private static final int OF_ALL = 50;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir Path directory;
  private RunningHub running;

  @BeforeEach
  void start() throws Exception {
    running =
        RunningHub.start(
            directory,
            message -> new Admission.Verdict.Admit(message.body(), Optional.empty()),
            HubOptions.of("127.0.0.1", 0, 0, 0, RunningHub.NAMES)
                .withLimits(
                    HubLimits.standard()
                        .with(new HubLimits.Device(0, 1, 0, 1, OF_A_DEVICE, 2 << 20))
                        .with(new HubLimits.Backlog(OF_ALL, 16 << 20))));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private String device(String id) {
    return running.deviceToken(running.hub().registry().createWithGeneratedKeys(id));
  }

  private double backlog() {
    return running.meters.get("hub.backlog.messages").gauge().value();
  }

  private CompletableFuture<HttpResponse<String>> send(String id, String token) {
    return running
        .client()
        .sendAsync(
            running
                .request("/devices/" + id + "/messages/events", token)
                .POST(BodyPublishers.ofString("x"))
                .build(),
            BodyHandlers.ofString());
  }

  /** What is on its way to the journal meanwhile may be held yet, or be synced by itself. */
  private void syncAll() {
    running.journal.mode(ControlledJournal.Mode.SYNC_AT_ONCE);
    Eventually.holds(
        () -> {
          running.journal.syncHeld();
          return backlog() == 0;
        });
  }

  @Test
  void shouldAnswerOverHttpsAtOnceAndKeepWhatItAcknowledges() throws Exception {
    Map<String, String> tokens = new TreeMap<>();
    for (String id : List.of("a", "b", "c")) {
      tokens.put(id, device(id));
      assertThat(send(id, tokens.get(id)).get().statusCode()).isEqualTo(204);
    }
    running.journal.mode(ControlledJournal.Mode.HOLD);
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    for (String id : tokens.keySet()) {
      for (int i = 0; i < OF_A_DEVICE && waiting.size() < OF_ALL; i++) {
        waiting.add(send(id, tokens.get(id)));
      }
    }
    Await.until("the backlog is full", LONGEST, () -> backlog() == OF_ALL);

    HttpResponse<String> refused = send("c", tokens.get("c")).get(60, TimeUnit.SECONDS);

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(running.refused(HubError.BACKLOG_FULL)).isEqualTo(1);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    syncAll();
    for (CompletableFuture<HttpResponse<String>> one : waiting) {
      assertThat(one.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    }
    assertThat(running.journal.entries()).hasSize(3 + OF_ALL);
    assertThat(send("c", tokens.get("c")).get().statusCode()).isEqualTo(204);
  }

  @Test
  void shouldThrottleOnlyTheDeviceWhoseMessagesWait() throws Exception {
    String loud = device("loud");
    String calm = device("calm");
    running.journal.mode(ControlledJournal.Mode.HOLD);
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    for (int i = 0; i < OF_A_DEVICE; i++) {
      waiting.add(send("loud", loud));
    }
    Await.until("its backlog is full", LONGEST, () -> backlog() == OF_A_DEVICE);

    assertThat(send("loud", loud).get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(429);
    assertThat(running.refused(HubError.DEVICE_BACKLOG_FULL)).isEqualTo(1);
    waiting.add(send("calm", calm));
    Await.until("the other's is taken", LONGEST, () -> backlog() == OF_A_DEVICE + 1);

    syncAll();
    for (CompletableFuture<HttpResponse<String>> one : waiting) {
      assertThat(one.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    }
  }

  @Test
  void shouldWithholdCreditOverAmqpUntilThereIsRoom() throws Exception {
    String token = device("a");
    running.journal.mode(ControlledJournal.Mode.HOLD);
    for (int i = 0; i < OF_A_DEVICE; i++) {
      send("a", token);
    }
    Await.until("its backlog is full", LONGEST, () -> backlog() == OF_A_DEVICE);
    try (AmqpClient client = AmqpClient.connect(running)) {
      assertThat(client.putToken(token)).isEqualTo(200);
      CompletableFuture<ProtonSender> credit =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return client.sender("/devices/a/messages/events");
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      assertThat(credit.completeOnTimeout(null, 1, TimeUnit.SECONDS).get())
          .as("no credit yet")
          .isNull();
      syncAll();

      ProtonSender sender = client.sender("/devices/a/messages/events");
      AtomicInteger accepted = new AtomicInteger();
      for (int i = 0; i < 100; i++) {
        client.send(sender, AmqpClient.data(new byte[1]));
        accepted.incrementAndGet();
      }
      assertThat(accepted).hasValue(100);
      assertThat(running.journal.entries()).hasSize(OF_A_DEVICE + 100);
    }
  }

  @Test
  void shouldRefuseOverAmqpOnlyWhatWasSentLongAfterTheCreditEnded() throws Exception {
    String token = device("a");
    running.journal.mode(ControlledJournal.Mode.HOLD);
    try (AmqpClient client = AmqpClient.connect(running)) {
      assertThat(client.putToken(token)).isEqualTo(200);
      ProtonSender sender = client.sender("/devices/a/messages/events");
      AtomicInteger accepted = new AtomicInteger();
      AtomicInteger refused = new AtomicInteger();
      client.onLoop(
          () -> {
            for (int i = 0; i < 100; i++) {
              sender.send(
                  AmqpClient.data(new byte[1]),
                  delivery ->
                      (delivery.getRemoteState() instanceof Accepted ? accepted : refused)
                          .incrementAndGet());
            }
          });
      Await.until(
          "what is too much is refused", LONGEST, () -> refused.get() == 100 - 2 * OF_A_DEVICE);
      assertThat(backlog()).isEqualTo(2 * OF_A_DEVICE);
      syncAll();
      Await.until("the rest is accepted", LONGEST, () -> accepted.get() == 2 * OF_A_DEVICE);
      assertThat(running.journal.entries()).hasSize(2 * OF_A_DEVICE);
    }
  }
}
