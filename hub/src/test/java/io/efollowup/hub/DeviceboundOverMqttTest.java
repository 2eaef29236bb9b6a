package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages to devices over MQTT: a PUBACK completes them. */
class DeviceboundOverMqttTest {
  private static final String FILTER = "devices/sensor-1/messages/devicebound/#";

  @TempDir Path directory;
  private RunningHub running;
  private Device device;
  private MqttDevice client;

  @BeforeEach
  void start() throws Exception {
    running = RunningHub.start(directory);
    device = running.hub().registry().createWithGeneratedKeys("sensor-1");
    client = MqttDevice.of(running, device);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    running.close();
  }

  @Test
  void shouldPushWhatIsQueuedAndCompleteItWhenAcknowledged() throws Exception {
    client.connect();
    assertThat(client.subscribe(1, FILTER)).containsExactly(1);
    queue("one");
    MqttDevice.Received received = client.receive();
    assertThat(received.body()).isEqualTo("one");
    assertThat(received.qos()).isEqualTo(1);
    assertThat(received.topic())
        .isEqualTo(
            "devices/sensor-1/messages/devicebound/"
                + "%24.to=%2Fdevices%2Fsensor-1%2Fmessages%2FdeviceBound");
    awaitCompleted(1);
  }

  @Test
  void shouldWriteTheBagAsJavasLibraryReadsIt() throws Exception {
    client.connect();
    client.subscribe(1, FILTER);
    running
        .hub()
        .cloudToDevice()
        .enqueue(
            "sensor-1",
            CloudToDeviceMessage.of(new byte[0])
                .withSystem(
                    new SystemProperties(
                        Optional.of("m 1"),
                        Optional.of("c/1"),
                        Optional.of("u"),
                        Optional.of("text/plain"),
                        Optional.of("utf-8")))
                .withProperties(Map.of("b", "2&3", "a", "x=y", "empty", "")));
    assertThat(client.receive().topic())
        .endsWith(
            "/%24.to=%2Fdevices%2Fsensor-1%2Fmessages%2FdeviceBound&%24.mid=m%201&%24.cid=c%2F1"
                + "&%24.uid=u&%24.ct=text%2Fplain&%24.ce=utf-8&a=x%3Dy&b=2%263");
  }

  @Test
  void shouldDeliverOnTheTopicInTheDevicesOwnWords() throws Exception {
    client.connect();
    client.subscribe(1, "devices/sensor-1/messages/deviceBound/#");
    queue("one");
    assertThat(client.receive().topic()).startsWith("devices/sensor-1/messages/deviceBound/%24.to");
  }

  @Test
  void shouldCompleteOnSendingAtQosZero() throws Exception {
    client.connect();
    assertThat(client.subscribe(0, FILTER)).containsExactly(0);
    queue("one");
    assertThat(client.receive().qos()).isZero();
    awaitCompleted(1);
  }

  @Test
  void shouldDeliverAgainWhatWasNotAcknowledgedWithItsIdAndMark() throws Exception {
    client.acknowledgeByHand();
    client.connect();
    client.subscribe(1, FILTER);
    queue("one");
    MqttDevice.Received first = client.receive();
    assertThat(first.duplicate()).isFalse();
    client.vanish();

    assertThat(client.connect()).isTrue();
    MqttDevice.Received second = client.receive();
    assertThat(second.body()).isEqualTo("one");
    assertThat(second.duplicate()).isTrue();
    assertThat(second.id()).isEqualTo(first.id());
    client.acknowledge(second);
    awaitCompleted(1);
  }

  @Test
  void shouldNotSendAgainOnTheSameConnectionWhenTheLockRunsOut() throws Exception {
    client.acknowledgeByHand();
    client.connect();
    client.subscribe(1, FILTER);
    queue("one");
    MqttDevice.Received received = client.receive();
    running.clock.advance(CloudToDeviceQueue.LOCK.plusSeconds(1));
    running.hub().cloudToDevice().dropExpired();
    queue("two"); // comes behind whatever becomes of the first
    MqttDevice.Received next = client.receive();
    assertThat(next.body()).isEqualTo("two");
    client.acknowledge(received);
    client.acknowledge(next);
    awaitCompleted(2);
  }

  @Test
  void shouldKeepForAnAbsentDeviceWhatItSubscribedTo() throws Exception {
    assertThat(client.connect()).isFalse();
    client.subscribe(1, FILTER);
    client.disconnect();
    queue("one");
    assertThat(client.connect()).isTrue();
    assertThat(client.receive().body()).isEqualTo("one");
  }

  @Test
  void shouldKeepSubscriptionsThroughARestart() throws Exception {
    client.connect();
    client.subscribe(1, FILTER);
    client.close();
    queue("one");
    running.close();
    running = RunningHub.start(directory);
    client = MqttDevice.of(running, device);
    assertThat(client.connect()).isTrue();
    assertThat(client.receive().body()).isEqualTo("one");
  }

  @Test
  void shouldForgetWhatACleanSessionSubscribedTo() throws Exception {
    client.connect();
    client.subscribe(1, FILTER);
    client.disconnect();
    client.options().setCleanSession(true);
    assertThat(client.connect()).isFalse();
    queue("one");
    assertThat(client.receivesWithin(300)).isFalse();
    client.subscribe(1, FILTER);
    assertThat(client.receive().body()).isEqualTo("one");
    client.disconnect();

    client.options().setCleanSession(false);
    assertThat(client.connect()).isFalse();
  }

  @Test
  void shouldStopWhenTheDeviceUnsubscribes() throws Exception {
    client.connect();
    client.subscribe(1, FILTER);
    client.unsubscribe(FILTER);
    queue("one");
    assertThat(client.receivesWithin(300)).isFalse();
    client.disconnect();
    assertThat(client.connect()).isTrue();
    assertThat(client.receivesWithin(300)).isFalse();
    client.subscribe(1, FILTER);
    assertThat(client.receive().body()).isEqualTo("one");
  }

  @Test
  void shouldDeliverAWholeQueueInOrder() throws Exception {
    client.acknowledgeByHand();
    IntStream.range(0, 50).forEach(i -> queue("m" + i));
    client.connect();
    client.subscribe(1, FILTER);
    for (int i = 0; i < 50; i++) {
      MqttDevice.Received received = client.receive();
      assertThat(received.body()).isEqualTo("m" + i);
      client.acknowledge(received);
    }
    awaitCompleted(50);
  }

  @Test
  void shouldRefuseOtherFilters() throws Exception {
    client.connect();
    assertThat(
            client.subscribe(
                2,
                "#",
                "devices/#",
                "devices/+/messages/devicebound/#",
                "devices/sensor-2/messages/devicebound/#",
                "/messages/devicebound/#",
                "devices/sensor-1/messages/devicebound/+",
                FILTER))
        .isEqualTo(List.of(128, 128, 128, 128, 128, 128, 1));
    assertThat(running.refused(HubError.PERMISSION_MISSING)).isEqualTo(3);
    assertThat(running.refused(HubError.RESOURCE_NOT_FOUND)).isEqualTo(3);
  }

  @Test
  void shouldForgetSubscriptionsWithTheDevice() throws Exception {
    client.connect();
    client.subscribe(1, FILTER);
    running.hub().registry().delete("sensor-1", IfMatch.any());
    client.awaitLoss();
    Device again = running.hub().registry().createWithGeneratedKeys("sensor-1");
    try (MqttDevice anew = MqttDevice.of(running, again)) {
      assertThat(anew.connect()).isFalse();
    }
  }

  private void queue(String body) {
    running
        .hub()
        .cloudToDevice()
        .enqueue("sensor-1", CloudToDeviceMessage.of(body.getBytes(UTF_8)));
  }

  private void awaitCompleted(int messages) {
    Eventually.holds(
        () ->
            running
                    .meters
                    .find("hub.cloud-to-device")
                    .tag("outcome", "completed")
                    .counters()
                    .stream()
                    .mapToDouble(Counter::count)
                    .sum()
                == messages);
    assertThat(running.hub().cloudToDevice().depth("sensor-1")).isZero();
  }
}
