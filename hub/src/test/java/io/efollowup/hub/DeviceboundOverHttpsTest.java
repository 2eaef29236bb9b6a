package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            CloudToDeviceMessage.of("now".getBytes(UTF_8))
                .withSystem(
                    new SystemProperties(
                        Optional.of("m1"),
                        Optional.of("c1"),
                        Optional.of("u1"),
                        Optional.of("text/plain"),
                        Optional.of("utf-8")))
                .withProperties(Map.of("verb", "read")));

    HttpResponse<String> answer =
        running.get("/devices/sensor-a/messages/deviceBound" + VERSION, token);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("now");
    assertThat(answer.headers().firstValue("ETag").orElseThrow()).matches("\"[0-9a-f-]{36}\"");
    assertThat(answer.headers().firstValue("iothub-messageid")).contains("m1");
    assertThat(answer.headers().firstValue("iothub-correlationid")).contains("c1");
    assertThat(answer.headers().firstValue("iothub-userid")).contains("u1");
    assertThat(answer.headers().firstValue("iothub-contenttype")).contains("text/plain");
    assertThat(answer.headers().firstValue("iothub-contentencoding")).contains("utf-8");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
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

  @Test
  void shouldLockForAsLongAsTheHeaderSays() throws Exception {
    running.hub().cloudToDevice().enqueue("sensor-a", CloudToDeviceMessage.of(new byte[] {1}));
    assertThat(receiveLocking("180").statusCode()).isEqualTo(200);

    running.clock.advance(Duration.ofSeconds(179));
    assertThat(running.get(PATH + VERSION, token).statusCode()).isEqualTo(204);
    running.clock.advance(Duration.ofSeconds(1));
    assertThat(running.get(PATH + VERSION, token).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "301", "-180", "soon", "99999999999", ""})
  void shouldRefuseALockOfAnotherLengthWhetherOrNotAnythingWaits(String seconds) throws Exception {
    assertThat(receiveLocking(seconds).statusCode()).isEqualTo(400);
    running.hub().cloudToDevice().enqueue("sensor-a", CloudToDeviceMessage.of(new byte[] {1}));
    assertThat(receiveLocking(seconds).statusCode()).isEqualTo(400);
    assertThat(running.get(PATH + VERSION, token).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> receiveLocking(String seconds) throws Exception {
    return running.send(
        running.request(PATH + VERSION, token).header("iothub-messagelocktimeout", seconds).GET());
  }

  @Test
  void shouldPurgeForAServiceAndNobodyElse() throws Exception {
    String lock = receive();
    running.hub().cloudToDevice().enqueue("sensor-a", CloudToDeviceMessage.of(new byte[] {2}));
    String path = "/devices/sensor-a/commands" + VERSION;

    assertThat(running.delete(path, token).statusCode()).isEqualTo(401);
    assertThat(running.delete(path, running.policyToken("registryReadWrite")).statusCode())
        .isEqualTo(401);
    HttpResponse<String> answer = running.delete(path, running.policyToken("service"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo("{\"totalMessagesPurged\":2,\"deviceId\":\"sensor-a\",\"moduleId\":null}");
    assertThat(running.delete(PATH + "/" + lock + VERSION, token).statusCode()).isEqualTo(412);
    assertThat(running.delete(path, running.policyToken("service")).body())
        .contains("\"totalMessagesPurged\":0");
  }

  @Test
  void shouldNotPurgeADeviceThatDoesNotExist() throws Exception {
    HttpResponse<String> answer =
        running.delete("/devices/nobody/commands" + VERSION, running.policyToken("service"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("ErrorCode:DeviceNotFound;");
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
