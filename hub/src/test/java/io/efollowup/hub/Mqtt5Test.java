package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library that speaks MQTT 5. */
class Mqtt5Test {
  @TempDir Path directory;
  private final List<DeviceMessage> judged = new CopyOnWriteArrayList<>();
  private final BlockingQueue<MqttMessage> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> farewells = new LinkedBlockingQueue<>();
  private RunningHub running;
  private Device device;
  private MqttAsyncClient client;

  @BeforeEach
  void start() throws Exception {
    running =
        RunningHub.start(
            directory,
            message -> {
              judged.add(message);
              return new Admission.Verdict.Admit(message.body(), Optional.empty());
            });
    device = running.hub().registry().createWithGeneratedKeys("sensor-1");
    client =
        new MqttAsyncClient(
            "ssl://127.0.0.1:" + running.hub().mqttsPort(), "sensor-1", new MemoryPersistence());
    client.setCallback(new Listener());
  }

  @AfterEach
  void stop() throws Exception {
    if (client.isConnected()) {
      client.disconnectForcibly(0, 1000, false);
    }
    client.close(true);
    running.close();
  }

  private IMqttToken connect(long sessionExpiry) throws Exception {
    return connect(sessionExpiry, new MqttConnectionOptions());
  }

  private IMqttToken connect(long sessionExpiry, MqttConnectionOptions options) throws Exception {
    options.setSocketFactory(RunningHub.trusting(running.authority).getSocketFactory());
    options.setUserName(MqttDevice.userName("sensor-1"));
    options.setPassword(running.deviceToken(device).getBytes(UTF_8));
    options.setCleanStart(false);
    options.setSessionExpiryInterval(sessionExpiry);
    options.setUseSubscriptionIdentifiers(false);
    IMqttToken token = client.connect(options);
    token.waitForCompletion(Eventually.MILLIS);
    return token;
  }

  @Test
  void shouldTakePropertiesBesideThoseOfTheTopic() throws Exception {
    connect(0);
    MqttMessage message = new MqttMessage("{}".getBytes(UTF_8), 1, false, new MqttProperties());
    message.getProperties().setContentType("application/json");
    message.getProperties().setResponseTopic("ignored");
    message.getProperties().setCorrelationData("ignored".getBytes(UTF_8));
    message
        .getProperties()
        .setUserProperties(List.of(new UserProperty("Site", "arm"), new UserProperty("k", "no")));
    client
        .publish("devices/sensor-1/messages/events/$.mid=m-1&k=topic", message)
        .waitForCompletion(Eventually.MILLIS);
    assertThat(judged)
        .singleElement()
        .satisfies(
            judge -> {
              assertThat(judge.messageId()).contains("m-1");
              assertThat(judge.contentType()).contains("application/json");
              assertThat(judge.properties()).isEqualTo(Map.of("site", "arm", "k", "topic"));
            });
  }

  @Test
  void shouldDeliverAcrossConnectionsAndSayWhyItCloses() throws Exception {
    assertThat(connect(3600).getSessionPresent()).isFalse();
    client
        .subscribe("devices/sensor-1/messages/devicebound/#", 1)
        .waitForCompletion(Eventually.MILLIS);
    client.disconnect().waitForCompletion(Eventually.MILLIS);
    running
        .hub()
        .cloudToDevice()
        .enqueue(
            "sensor-1",
            CloudToDeviceMessage.of("hello".getBytes(UTF_8)).withProperties(Map.of("K", "v")));
    assertThat(connect(3600).getSessionPresent()).isTrue();
    MqttMessage message = Eventually.next(received);
    assertThat(new String(message.getPayload(), UTF_8)).isEqualTo("hello");
    assertThat(message.getProperties().getUserProperties())
        .containsExactly(new UserProperty("K", "v"));
    Eventually.holds(() -> running.hub().cloudToDevice().depth("sensor-1") == 0);

    running.hub().registry().setEnabled("sensor-1", false, "test");
    assertThat(Eventually.next(farewells)).isEqualTo(0x87);
  }

  @Test
  void shouldSayAWillWithItsPropertiesWhenItsTimeHasCome() throws Exception {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setWill(
        "devices/sensor-1/messages/events/", new MqttMessage("{}".getBytes(UTF_8), 1, false, null));
    options.getWillMessageProperties().setWillDelayInterval(1L);
    options.getWillMessageProperties().setContentType("application/json");
    options.getWillMessageProperties().setUserProperties(List.of(new UserProperty("Site", "arm")));
    connect(3600, options);
    long began = System.nanoTime();
    client.publish("nonsense", new MqttMessage(new byte[0])); // for which the hub hangs up
    Eventually.holds(() -> !judged.isEmpty());
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(900));
    assertThat(judged)
        .singleElement()
        .satisfies(
            judge -> {
              assertThat(judge.contentType()).contains("application/json");
              assertThat(judge.properties())
                  .isEqualTo(Map.of("site", "arm", "iothub-messagetype", "Will"));
            });
  }

  private final class Listener implements MqttCallback {
    @Override
    public void disconnected(MqttDisconnectResponse response) {
      farewells.add(response.getReturnCode());
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      received.add(message);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
