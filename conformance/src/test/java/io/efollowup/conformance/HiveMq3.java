package io.efollowup.conformance;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.HubProcess;
import io.efollowup.testkit.process.TrustedAuthorities;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** HiveMQ's client, MQTT 3.1.1. */
final class HiveMq3 implements MqttProbe {
  private final Mqtt3BlockingClient client;
  private final Mqtt3BlockingClient.Mqtt3Publishes arrivals;

  HiveMq3(HubProcess hub, String clientId) {
    client =
        MqttClient.builder()
            .useMqttVersion3()
            .identifier(clientId)
            .serverHost(hub.address())
            .serverPort(PORT)
            .sslConfig(ssl(hub))
            .buildBlocking();
    arrivals = client.publishes(MqttGlobalPublishFilter.ALL);
  }

  static MqttClientSslConfig ssl(HubProcess hub) {
    return MqttClientSslConfig.builder()
        .trustManagerFactory(TrustedAuthorities.managers(List.of(hub.authority())))
        .build();
  }

  @Override
  public boolean connect(Login login) throws Refused {
    try {
      return client
          .connectWith()
          .cleanSession(!login.keepsSession())
          .keepAlive(KEEP_ALIVE_SECONDS)
          .simpleAuth()
          .username(login.user())
          .password(login.password().getBytes(StandardCharsets.UTF_8))
          .applySimpleAuth()
          .send()
          .isSessionPresent();
    } catch (Mqtt3ConnAckException e) {
      throw new Refused(e.getMqttMessage().getReturnCode().getCode(), e);
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
        .getReturnCodes()
        .getFirst()
        .getCode();
  }

  @Override
  public Received next() throws InterruptedException {
    Mqtt3Publish publish = arrivals.receive(Await.LONGEST_SECONDS, TimeUnit.SECONDS).orElseThrow();
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
