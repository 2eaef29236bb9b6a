package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryOverHttpsTest {
  private static final String BATCH = "application/vnd.microsoft.iothub.json";
  private static final byte[] NOTICE = "{\"refused\":1}".getBytes(UTF_8);

  @TempDir Path directory;
  private final List<DeviceMessage> judged = new CopyOnWriteArrayList<>();
  private RunningHub running;
  private Device device;
  private String path;
  private String token;

  @BeforeEach
  void start() throws Exception {
    running = RunningHub.start(directory, this::judge);
    device = running.hub().registry().createWithGeneratedKeys("sensor-a");
    path = "/devices/sensor-a/messages/events";
    token = running.deviceToken(device);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private Admission.Verdict judge(DeviceMessage message) {
    judged.add(message);
    return switch (new String(message.body(), UTF_8)) {
      case "foreign" -> new Admission.Verdict.Refuse("This is not a telemetry message.");
      case "forget" -> new Admission.Verdict.Discard();
      case "partly" -> new Admission.Verdict.Admit(message.body(), Optional.of(NOTICE));
      case "defect" -> throw new IllegalStateException("a defect");
      default -> new Admission.Verdict.Admit(message.body(), Optional.empty());
    };
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void shouldAcknowledgeWhatIsInTheJournal(HttpClient.Version version) throws Exception {
    HttpResponse<String> answer =
        running.send(
            running.request(path, token).version(version).POST(BodyPublishers.ofString("hello")));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.version()).isEqualTo(version);
    assertThat(running.journal.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.device()).isEqualTo("sensor-a");
              assertThat(entry.payload()).asString(UTF_8).isEqualTo("hello");
            });
    assertThat(running.meters.get("hub.accepted").counter().count()).isEqualTo(1);
  }

  @Test
  void shouldNotAcknowledgeBeforeTheJournalHasSynced() throws Exception {
    running.journal.mode(ControlledJournal.Mode.HOLD);

    CompletableFuture<HttpResponse<String>> answer =
        running
            .client()
            .sendAsync(
                running.request(path, token).POST(BodyPublishers.ofString("x")).build(),
                BodyHandlers.ofString());
    Runnable sync = running.journal.awaitHeld();
    // Another request on the same event loops is answered, this one still is not.
    assertThat(running.get("/devices/sensor-a/messages/devicebound", token).statusCode())
        .isEqualTo(204);
    assertThat(answer).isNotDone();

    sync.run();
    assertThat(answer.get().statusCode()).isEqualTo(204);
  }

  @Test
  void shouldAnswerWhatIsUnderWayBeforeItCloses() throws Exception {
    running.journal.mode(ControlledJournal.Mode.HOLD);
    CompletableFuture<HttpResponse<String>> answer =
        running
            .client()
            .sendAsync(
                running.request(path, token).POST(BodyPublishers.ofString("x")).build(),
                BodyHandlers.ofString());
    Runnable sync = running.journal.awaitHeld();

    CompletableFuture<Void> closing = CompletableFuture.runAsync(running.hub()::close);
    sync.run();
    assertThat(answer.get().statusCode()).isEqualTo(204);
    closing.get();
  }

  @Test
  void shouldAnswer503WhenTheJournalFailsAndRecoverAfterwards() throws Exception {
    running.journal.mode(ControlledJournal.Mode.FAIL);
    HttpResponse<String> answer = running.post(path, token, "x");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.body()).contains("ErrorCode:ServiceUnavailable;");
    assertThat(running.refused(HubError.JOURNAL_UNAVAILABLE)).isEqualTo(1);

    running.journal.mode(ControlledJournal.Mode.SYNC_AT_ONCE);
    assertThat(running.post(path, token, "x").statusCode()).isEqualTo(204);
  }

  @Test
  void shouldRefuseAForeignMessageWithItsReason() throws Exception {
    HttpResponse<String> answer = running.post(path, token, "foreign");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).contains("This is not a telemetry message.");
    assertThat(running.journal.entries()).isEmpty();
  }

  @Test
  void shouldAcknowledgeAndForgetWhatIsDiscarded() throws Exception {
    assertThat(running.post(path, token, "forget").statusCode()).isEqualTo(204);
    assertThat(running.journal.entries()).isEmpty();
    assertThat(running.meters.get("hub.discarded").counter().count()).isEqualTo(1);
  }

  @Test
  void shouldTellTheDeviceWhatOfItsMessageWasRefused() throws Exception {
    assertThat(running.post(path, token, "partly").statusCode()).isEqualTo(204);

    HttpResponse<String> notice = running.get("/devices/sensor-a/messages/devicebound", token);
    assertThat(notice.statusCode()).isEqualTo(200);
    assertThat(notice.body()).isEqualTo("{\"refused\":1}");
  }

  @Test
  void shouldAcknowledgeThoughTheNoticeFindsNoPlace() throws Exception {
    for (int i = 0; i < CloudToDeviceQueue.MOST_MESSAGES; i++) {
      running.hub().cloudToDevice().enqueue("sensor-a", CloudToDeviceMessage.of(new byte[1]));
    }
    assertThat(running.post(path, token, "partly").statusCode()).isEqualTo(204);
    assertThat(running.meters.get("hub.notices.dropped").counter().count()).isEqualTo(1);
  }

  @Test
  void shouldAnswer500WithATrackingIdAndNothingElseOfADefect() throws Exception {
    HttpResponse<String> answer = running.post(path, token, "defect");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("Tracking ID:").doesNotContain("a defect");
  }

  @Test
  void shouldHandOverPropertiesInLowerCase() throws Exception {
    running.post(
        path, token, "x", "IoTHub-App-Kind", "V", "iothub-messageid", "m1", "Content-Type", "a/b");

    assertThat(judged)
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.properties()).containsOnly(java.util.Map.entry("kind", "V"));
              assertThat(message.messageId()).contains("m1");
              assertThat(message.contentType()).contains("a/b");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/Devices/sensor-a/Messages/Events", "/devices/sensor%2Da/messages/events/"})
  void shouldCompareStaticSegmentsWithoutCase(String address) throws Exception {
    assertThat(running.post(address + "?api-version=2016-02-03", token, "x").statusCode())
        .isEqualTo(204);
  }

  @Test
  void shouldTakeABatchWithOneEntryPerMessage() throws Exception {
    String body =
        """
        [{"body":"%s","base64Encoded":true,"properties":{"iothub-app-K":"v"}},
         {"body":"%s"},
         {"body":"text","base64Encoded":false},
         {"body":"{}"}]
        """
            .formatted(base64("one"), base64("two"));

    assertThat(running.post(path, token, body, "Content-Type", BATCH).statusCode()).isEqualTo(204);
    assertThat(running.journal.entries())
        .extracting(entry -> new String(entry.payload(), UTF_8))
        .containsExactly("one", "two", "text", "{}");
    assertThat(judged.getFirst().properties()).containsEntry("k", "v");
  }

  @Test
  void shouldRefuseAWholeBatchForOneForeignMessage() throws Exception {
    String body =
        "[{\"body\":\"%s\"},{\"body\":\"%s\"}]".formatted(base64("good"), base64("foreign"));

    assertThat(running.post(path, token, body, "Content-Type", BATCH).statusCode()).isEqualTo(400);
    assertThat(running.journal.entries()).isEmpty();
  }

  @Test
  void shouldAcknowledgeABatchOnlyWhenTheLastIsSynced() throws Exception {
    running.journal.mode(ControlledJournal.Mode.HOLD);
    String body = "[{\"body\":\"%s\"},{\"body\":\"%s\"}]".formatted(base64("1"), base64("2"));
    CompletableFuture<HttpResponse<String>> answer =
        running
            .client()
            .sendAsync(
                running
                    .request(path, token)
                    .header("Content-Type", BATCH)
                    .POST(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString());

    running.journal.syncNext();
    Runnable second = running.journal.awaitHeld();
    assertThat(answer).isNotDone();
    second.run();
    assertThat(answer.get().statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "[{}]",
        "[1]",
        "not json",
        "[{\"body\":\"*\",\"base64Encoded\":true}]"
      })
  void shouldRefuseAMalformedBatch(String body) throws Exception {
    assertThat(running.post(path, token, body, "Content-Type", BATCH).statusCode()).isEqualTo(400);
  }

  @Test
  void shouldTakeTheLargestMessageAndRefuseALargerOne() throws Exception {
    String largest = "x".repeat(HubOptions.LARGEST_MESSAGE);
    assertThat(running.post(path, token, largest).statusCode()).isEqualTo(204);

    HttpResponse<String> announced = running.post(path, token, largest + "x");
    assertThat(announced.statusCode()).isEqualTo(413);
    assertThat(announced.body()).contains("ErrorCode:MessageTooLarge;");

    byte[] bytes = (largest + "x").getBytes(UTF_8);
    HttpResponse<String> chunked =
        running.send(
            running
                .request(path, token)
                .version(HttpClient.Version.HTTP_1_1)
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes))));
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(running.journal.entries()).hasSize(1);
  }

  @Test
  void shouldStampTheTimeOfTheServersClock() throws Exception {
    running.clock.advance(Duration.ofMinutes(3));
    running.post(path, token, "x");
    assertThat(judged.getFirst().receivedAt()).isEqualTo(running.clock.instant());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
