package io.efollowup.conformance;

import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.HubProcess;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Eclipse Paho, MQTT 3.1.1. */
final class Paho3 implements MqttProbe {
  private final HubProcess hub;
  private final MqttClient client;
  private final Queue<Received> arrivals = new ConcurrentLinkedQueue<>();

  Paho3(HubProcess hub, String clientId) throws MqttException {
    this.hub = hub;
    client =
        new MqttClient(
            "ssl://%s:%d".formatted(hub.address(), PORT), clientId, new MemoryPersistence());
    client.setTimeToWait(Await.LONGEST_MILLIS);
    client.setCallback(
        new MqttCallback() {
          @Override
          public void connectionLost(Throwable cause) {
            // Seen by whoever asks whether it is connected.
          }

          @Override
          public void messageArrived(String topic, MqttMessage message) {
            arrivals.add(
                new Received(topic, new String(message.getPayload(), StandardCharsets.UTF_8)));
          }

          @Override
          public void deliveryComplete(IMqttDeliveryToken token) {
            // The call that published waits for it.
          }
        });
  }

  @Override
  public boolean connect(Login login) throws MqttException, Refused {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(!login.keepsSession());
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setUserName(login.user());
    options.setPassword(login.password().toCharArray());
    options.setSocketFactory(hub.trust().getSocketFactory());
    try {
      return client.connectWithResult(options).getSessionPresent();
    } catch (MqttException e) {
      if (e.getReasonCode() > 0 && e.getReasonCode() <= 5) {
        throw new Refused(e.getReasonCode(), e);
      }
      throw e;
    }
  }

  @Override
  public void publish(String topic, int qualityOfService, String text) throws MqttException {
    client.publish(topic, text.getBytes(StandardCharsets.UTF_8), qualityOfService, false);
  }

  @Override
  public int subscribe(String filter, int qualityOfService) throws MqttException {
    return client.subscribeWithResponse(filter, qualityOfService).getGrantedQos()[0];
  }

  @Override
  public Received next() throws Exception {
    return Await.next("an arrival", arrivals);
  }

  @Override
  public boolean isConnected() {
    return client.isConnected();
  }

  @Override
  public void disconnect() throws MqttException {
    client.disconnect();
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnectForcibly(0, Await.LONGEST_MILLIS, false);
    }
    client.close();
  }
}
