package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceboundOverHttpsTest {
  private static final String PATH = "/devices/sensor-a/messages/devicebound";
  private static final String VERSION = "?api-version=2020-09-30";

  @TempDir Path directory;
  private RunningHub running;
  private String token;

  @BeforeEach
  void start() throws Exception {
    running = RunningHub.start(directory);
    token = running.deviceToken(running.hub().registry().createWithGeneratedKeys("sensor-a"));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void shouldAnswer204WhenNothingWaits() throws Exception {
    assertThat(running.get(PATH + VERSION, token).statusCode()).isEqualTo(204);
  }

  @Test
  void shouldGiveTheMessageWithItsLockAndProperties() throws Exception {
    running
        .hub()
        .cloudToDevice()
        .enqueue(
            "sensor-a",
            new CloudToDeviceMessage(
                Optional.of("m1"),
                Optional.of("c1"),
                Map.of("verb", "read"),
                "now".getBytes(UTF_8),
                Optional.empty(),
                FeedbackRequest.NONE));

    HttpResponse<String> answer =
        running.get("/devices/sensor-a/messages/deviceBound" + VERSION, token);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("now");
    assertThat(answer.headers().firstValue("ETag").orElseThrow()).matches("\"[0-9a-f-]{36}\"");
    assertThat(answer.headers().firstValue("iothub-messageid")).contains("m1");
    assertThat(answer.headers().firstValue("iothub-correlationid")).contains("c1");
    assertThat(answer.headers().firstValue("iothub-app-verb")).contains("read");
    assertThat(answer.headers().firstValue("iothub-deliverycount")).contains("0");
    assertThat(running.get(PATH + VERSION, token).statusCode()).as("locked").isEqualTo(204);
  }

  @Test
  void shouldCompleteOnceAndThenAnswer412() throws Exception {
    String lock = receive();
    String path = PATH + "/" + lock + VERSION;

    assertThat(running.delete(path, token, "If-Match", lock).statusCode()).isEqualTo(204);
    HttpResponse<String> again = running.delete(path, token, "If-Match", lock);
    assertThat(again.statusCode()).isEqualTo(412);
    assertThat(again.body()).contains("ErrorCode:DeviceMessageLockLost;");
    assertThat(outcome(MessageOutcome.COMPLETED)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "&reject, REJECTED",
    "&reject=true, REJECTED",
    "&%3Freject=true, REJECTED",
    "&reject=false, COMPLETED"
  })
  void shouldRejectInEveryWayLibrariesWriteIt(String query, MessageOutcome expected)
      throws Exception {
    String lock = receive();
    assertThat(running.delete(PATH + "/" + lock + VERSION + query, token).statusCode())
        .isEqualTo(204);
    assertThat(outcome(expected)).isEqualTo(1);
  }

  @Test
  void shouldGiveAgainWhatWasAbandoned() throws Exception {
    String lock = receive();
    HttpResponse<String> answer =
        running.send(
            running
                .request(PATH + "/" + lock + "/abandon" + VERSION, token)
                .POST(BodyPublishers.ofByteArray(new byte[1])));
    assertThat(answer.statusCode()).isEqualTo(204);

    HttpResponse<String> again = running.get(PATH + VERSION, token);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.headers().firstValue("iothub-deliverycount")).contains("1");
  }

  @Test
  void shouldNotSettleForAnotherDevice() throws Exception {
    String lock = receive();
    String other = running.deviceToken(running.hub().registry().createWithGeneratedKeys("b"));

    assertThat(running.delete(PATH + "/" + lock, other).statusCode()).isEqualTo(401);
    assertThat(running.delete("/devices/b/messages/devicebound/" + lock, other).statusCode())
        .isEqualTo(412);
    assertThat(running.delete(PATH + "/" + lock, token).statusCode()).isEqualTo(204);
  }

  private String receive() throws Exception {
    running.hub().cloudToDevice().enqueue("sensor-a", CloudToDeviceMessage.of(new byte[] {1}));
    return running
        .get(PATH + VERSION, token)
        .headers()
        .firstValue("ETag")
        .orElseThrow()
        .replace("\"", "");
  }

  private double outcome(MessageOutcome outcome) {
    return running
        .meters
        .get("hub.cloud-to-device")
        .tag("outcome", outcome.label())
        .counter()
        .count();
  }
}
