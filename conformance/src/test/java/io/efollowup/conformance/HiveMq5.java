package io.efollowup.conformance;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.HubProcess;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** HiveMQ's client, MQTT 5. */
final class HiveMq5 implements MqttProbe {
  private static final long SESSION_SECONDS = 3600;

  private final Mqtt5BlockingClient client;
  private final Mqtt5BlockingClient.Mqtt5Publishes arrivals;

  HiveMq5(HubProcess hub, String clientId) {
    client =
        MqttClient.builder()
            .useMqttVersion5()
            .identifier(clientId)
            .serverHost(hub.address())
            .serverPort(PORT)
            .sslConfig(HiveMq3.ssl(hub))
            .buildBlocking();
    arrivals = client.publishes(MqttGlobalPublishFilter.ALL);
  }

  @Override
  public boolean connect(Login login) throws Refused {
    try {
      return client
          .connectWith()
          .cleanStart(!login.keepsSession())
          .sessionExpiryInterval(login.keepsSession() ? SESSION_SECONDS : 0)
          .keepAlive(KEEP_ALIVE_SECONDS)
          .simpleAuth()
          .username(login.user())
          .password(login.password().getBytes(StandardCharsets.UTF_8))
          .applySimpleAuth()
          .send()
          .isSessionPresent();
    } catch (Mqtt5ConnAckException e) {
      throw new Refused(e.getMqttMessage().getReasonCode().getCode(), e);
    }
  }

  @Override
  public void publish(String topic, int qualityOfService, String text) {
    client
        .publishWith()
        .topic(topic)
        .qos(MqttQos.fromCode(qualityOfService))
        .payload(text.getBytes(StandardCharsets.UTF_8))
        .send();
  }

  @Override
  public int subscribe(String filter, int qualityOfService) {
    return client
        .subscribeWith()
        .topicFilter(filter)
        .qos(MqttQos.fromCode(qualityOfService))
        .send()
        .getReasonCodes()
        .getFirst()
        .getCode();
  }

  @Override
  public Received next() throws InterruptedException {
    Mqtt5Publish publish = arrivals.receive(Await.LONGEST_SECONDS, TimeUnit.SECONDS).orElseThrow();
    return new Received(
        publish.getTopic().toString(),
        new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8));
  }

  @Override
  public boolean isConnected() {
    return client.getState().isConnected();
  }

  @Override
  public void disconnect() {
    client.disconnect();
  }

  @Override
  public void close() {
    arrivals.close();
    if (isConnected()) {
      client.disconnect();
    }
  }
}
