package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices send over MQTT: acknowledged means durable. */
class TelemetryOverMqttTest {
  @TempDir Path directory;
  private final List<DeviceMessage> judged = new CopyOnWriteArrayList<>();
  private RunningHub running;
  private Device device;
  private MqttDevice client;

  @BeforeEach
  void start() throws Exception {
    running =
        RunningHub.start(
            directory,
            message -> {
              judged.add(message);
              String text = new String(message.body(), StandardCharsets.UTF_8);
              return switch (text) {
                case "no" -> new Admission.Verdict.Refuse("This is not taken.");
                case "whatever" -> new Admission.Verdict.Discard();
                default -> new Admission.Verdict.Admit(message.body(), Optional.empty());
              };
            });
    device = running.hub().registry().createWithGeneratedKeys("sensor-1");
    client = MqttDevice.of(running, device);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    running.close();
  }

  @Test
  void shouldAcknowledgeWhatIsDurable() throws Exception {
    client.connect();
    client.publish("devices/sensor-1/messages/events/", "one", 1);
    assertThat(running.journal.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.device()).isEqualTo("sensor-1");
              assertThat(new String(entry.payload(), StandardCharsets.UTF_8)).isEqualTo("one");
            });
  }

  @Test
  void shouldNotAcknowledgeWhatIsNotDurableYet() throws Exception {
    client.connect();
    running.journal.mode(ControlledJournal.Mode.HOLD);
    IMqttDeliveryToken first = client.begin("devices/sensor-1/messages/events/", "one", 1);
    IMqttDeliveryToken second = client.begin("devices/sensor-1/messages/events/", "two", 1);
    Runnable syncFirst = running.journal.awaitHeld();
    Runnable syncSecond = running.journal.awaitHeld();
    assertThat(first.isComplete()).isFalse();

    syncSecond.run();
    running.hub().registry().find("sensor-1"); // the loop has had its turn
    assertThat(second.isComplete()).as("acknowledged in the order they came").isFalse();
    syncFirst.run();
    first.waitForCompletion(Eventually.MILLIS);
    second.waitForCompletion(Eventually.MILLIS);
    assertThat(running.journal.entries()).hasSize(2);
  }

  @Test
  void shouldCloseWithoutAcknowledgingWhenTheJournalFails() throws Exception {
    client.connect();
    running.journal.mode(ControlledJournal.Mode.FAIL);
    IMqttDeliveryToken sent = client.begin("devices/sensor-1/messages/events/", "one", 1);
    client.awaitLoss();
    assertThat(running.refused(HubError.JOURNAL_UNAVAILABLE)).isEqualTo(1);

    running.journal.mode(ControlledJournal.Mode.SYNC_AT_ONCE);
    client.connect();
    sent.waitForCompletion(Eventually.MILLIS); // the library sends it again
    assertThat(running.journal.entries()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "devices/sensor-1/messages/events/$.mid=m%201&$.ct=application%2Fjson&$.ce=utf-8&Key=a%26b",
        "devices/sensor-1/messages/events/%24.mid=m%201&%24.ct=application%2Fjson&Key=a%26b",
        "Devices/sensor-1/Messages/Events/?Key=a%26b&$.ct=application/json&$.mid=m%201/"
      })
  void shouldReadPropertiesFromTheTopic(String topic) throws Exception {
    client.connect();
    client.publish(topic, "one", 1);
    assertThat(judged)
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.messageId()).contains("m 1");
              assertThat(message.contentType()).contains("application/json");
              assertThat(message.properties()).isEqualTo(Map.of("key", "a&b"));
            });
  }

  @Test
  void shouldMarkWhatWasToBeRetained() throws Exception {
    client.connect();
    MqttMessage message = new MqttMessage("one".getBytes(StandardCharsets.UTF_8));
    message.setRetained(true);
    message.setQos(1);
    client
        .begin("devices/sensor-1/messages/events/mqtt-retain=false", message)
        .waitForCompletion(Eventually.MILLIS);
    client.publish("devices/sensor-1/messages/events/mqtt-retain=true", "two", 1);
    assertThat(judged.get(0).properties()).isEqualTo(Map.of("mqtt-retain", "true"));
    assertThat(judged.get(1).properties()).isEmpty();
  }

  @Test
  void shouldAcknowledgeAndExplainWhatIsRefused() throws Exception {
    client.connect();
    client.subscribe(1, "devices/sensor-1/messages/devicebound/#");
    client.publish("devices/sensor-1/messages/events/$.mid=m-1", "no", 1);
    assertThat(client.receive().body())
        .isEqualTo(
            "{\"schema\":\"efollowup.refusals/1\",\"message\":\"m-1\",\"refused\":[{\"item\":"
                + "\"message\",\"reason\":\"message-refused\",\"why\":\"This is not taken.\"}]}");
    client.publish("devices/sensor-1/messages/events/a=%zz", "one", 1);
    assertThat(client.receive().body()).contains("malformed-request");
    assertThat(running.journal.entries()).isEmpty();
    assertThat(running.refused(HubError.MESSAGE_REFUSED)).isEqualTo(1);
    assertThat(running.refused(HubError.MALFORMED_REQUEST)).isEqualTo(1);
  }

  @Test
  void shouldKeepRoomForOthersWhenItExplains() throws Exception {
    client.connect();
    for (int i = 0; i < CloudToDeviceQueue.MOST_MESSAGES; i++) {
      client.publish("devices/sensor-1/messages/events/", "no", 1);
    }
    assertThat(running.hub().cloudToDevice().depth("sensor-1"))
        .isEqualTo(CloudToDeviceQueue.MOST_MESSAGES / 2);
  }

  @Test
  void shouldTakeWhatIsSentAtQosZero() throws Exception {
    client.connect();
    client.publish("devices/sensor-1/messages/events/", "one", 0);
    Eventually.holds(() -> running.journal.entries().size() == 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "devices/sensor-2/messages/events/",
        "devices/sensor-1/messages/eventsX",
        "devices/sensor-1/messages/devicebound/",
        "devices/Sensor-1/messages/events/",
        "devices/sensor-1/modules/m/messages/events/",
        "$iothub/twin/GET/?rid=1",
        "$iothub/methods/res/abc/?$rid=1",
        "anything"
      })
  void shouldCloseOnOtherTopics(String topic) throws Exception {
    client.connect();
    client.begin(topic, "one", 1);
    client.awaitLoss();
    assertThat(judged).isEmpty();
  }

  @Test
  void shouldCloseOnQosTwo() throws Exception {
    client.connect();
    client.begin("devices/sensor-1/messages/events/", "one", 2);
    client.awaitLoss();
    assertThat(running.refused(HubError.UNSUPPORTED)).isEqualTo(1);
    assertThat(judged).isEmpty();
  }

  @Test
  void shouldTakeTheLargestMessageAndNoLarger() throws Exception {
    client.connect();
    client.publish("devices/sensor-1/messages/events/", "x".repeat(262_144), 1);
    assertThat(judged).hasSize(1);
    client.begin("devices/sensor-1/messages/events/", "x".repeat(262_145), 1);
    client.awaitLoss();
    assertThat(running.refused(HubError.MESSAGE_TOO_LARGE)).isEqualTo(1);
    assertThat(judged).hasSize(1);
  }

  @Test
  void shouldTakeManyInOrder() throws Exception {
    client.connect();
    List<IMqttDeliveryToken> sent = new java.util.ArrayList<>();
    for (int i = 0; i < 900; i++) {
      sent.add(client.begin("devices/sensor-1/messages/events/", "m" + i, 1));
    }
    for (IMqttDeliveryToken one : sent) {
      one.waitForCompletion(Eventually.MILLIS);
    }
    assertThat(running.journal.entries())
        .extracting(entry -> new String(entry.payload(), StandardCharsets.UTF_8))
        .containsExactlyElementsOf(
            java.util.stream.IntStream.range(0, 900).mapToObj(i -> "m" + i).toList());
  }

  @Test
  void shouldNotReadOnWhileTooMuchIsNotDurable() throws Exception {
    client.connect();
    running.journal.mode(ControlledJournal.Mode.HOLD);
    List<IMqttDeliveryToken> sent = new java.util.ArrayList<>();
    for (int i = 0; i < 600; i++) {
      sent.add(client.begin("devices/sensor-1/messages/events/", "m" + i, 1));
    }
    for (int i = 0; i < 600; i++) {
      running.journal.syncNext();
      assertThat(judged.size()).isLessThanOrEqualTo(i + 1 + 200);
    }
    for (IMqttDeliveryToken one : sent) {
      one.waitForCompletion(Eventually.MILLIS);
    }
  }

  @Test
  void shouldSayAWillWhenTheConnectionBreaks() throws Exception {
    client
        .options()
        .setWill(
            "devices/sensor-1/messages/events/a=b",
            "gone".getBytes(StandardCharsets.UTF_8),
            1,
            false);
    client.connect();
    client.vanish();
    Eventually.holds(() -> judged.size() == 1);
    assertThat(judged.getFirst().properties())
        .isEqualTo(Map.of("a", "b", "iothub-messagetype", "Will"));
  }

  @Test
  void shouldSayNoWillOfWhoeverTakesLeave() throws Exception {
    client
        .options()
        .setWill(
            "devices/sensor-1/messages/events/", "gone".getBytes(StandardCharsets.UTF_8), 1, false);
    client.connect();
    client.disconnect();
    Eventually.holds(() -> !running.hub().presence().isConnected("sensor-1"));
    assertThat(judged).isEmpty();
  }

  @Test
  void shouldRefuseAWillForAnotherTopic() {
    client
        .options()
        .setWill(
            "devices/sensor-2/messages/events/", "gone".getBytes(StandardCharsets.UTF_8), 1, false);
    assertThatThrownBy(client::connect)
        .isInstanceOfSatisfying(
            MqttException.class, e -> assertThat(e.getReasonCode()).isEqualTo(5));
  }

  @Test
  void shouldForgetWhatTheOperatorChoseToForget() throws Exception {
    client.connect();
    client.publish("devices/sensor-1/messages/events/", "whatever", 1);
    assertThat(running.journal.entries()).isEmpty();
    running.clock.advance(Duration.ofSeconds(1));
  }
}
