package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MQTT over WebSocket is MQTT; what a library's own WebSocket makes of the hub's. */
class MqttOverWebSocketTest {
  private static final String EVENTS = "devices/sensor-1/messages/events/";
  private static final String DEVICEBOUND = "devices/sensor-1/messages/devicebound/#";

  @TempDir Path directory;
  private RunningHub running;
  private Device device;
  private MqttDevice client;

  @BeforeEach
  void start() throws Exception {
    running = RunningHub.start(directory);
    device = running.hub().registry().createWithGeneratedKeys("sensor-1");
    client = MqttDevice.overWebSocket(running, device);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    running.close();
  }

  @Test
  void shouldAcknowledgeWhatIsDurable() throws Exception {
    client.connect();
    for (int i = 0; i < 100; i++) {
      client.publish(EVENTS, "message " + i, 1);
    }
    assertThat(running.journal.entries()).hasSize(100);
  }

  @Test
  void shouldTakeAMessageOfTheLargestSizeInOneFrame() throws Exception {
    client.connect();
    client.publish(EVENTS, "x".repeat(HubOptions.LARGEST_MESSAGE), 1);
    assertThat(running.journal.entries().getFirst().payload()).hasSize(HubOptions.LARGEST_MESSAGE);
  }

  @Test
  void shouldSendWhatWaitsInWholeFramesHoweverLargeItIs() throws Exception {
    String large = "y".repeat(60_000);
    for (int i = 0; i < 5; i++) {
      running
          .hub()
          .cloudToDevice()
          .enqueue(
              "sensor-1", CloudToDeviceMessage.of((i + large).getBytes(StandardCharsets.UTF_8)));
    }
    client.connect();
    client.subscribe(1, DEVICEBOUND);

    for (int i = 0; i < 5; i++) {
      assertThat(client.receive().body()).isEqualTo(i + large);
    }
  }

  @Test
  void shouldTakeOverFromTcpAndBeTakenOver() throws Exception {
    try (MqttDevice tcp = MqttDevice.of(running, device)) {
      tcp.connect();
      client.connect();
      tcp.awaitLoss();
      client.publish(EVENTS, "over WebSocket", 1);

      tcp.connect();
      client.awaitLoss();
      tcp.publish(EVENTS, "over TCP", 1);
    }
    assertThat(running.journal.entries()).hasSize(2);
  }

  @Test
  void shouldLoseItsConnectionWithItsRight() throws Exception {
    client.connect();
    running.hub().registry().setEnabled("sensor-1", false, "lost");
    client.awaitLoss();

    assertThat(catchThrowableOfType(MqttException.class, client::connect).getReasonCode())
        .isEqualTo(MqttException.REASON_CODE_NOT_AUTHORIZED);
  }

  @Test
  void shouldGoWhenTheHubGoes() throws Exception {
    client.connect();
    running.hub().close();
    client.awaitLoss();
  }
}
