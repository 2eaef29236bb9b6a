package io.efollowup.conformance;

import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.HubProcess;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Eclipse Paho, MQTT 5. */
final class Paho5 implements MqttProbe {
  private static final long SESSION_SECONDS = 3600;
  private static final int FIRST_REFUSAL = 0x80;
  private static final int LAST_REFUSAL = 0xff;

  private final HubProcess hub;
  private final MqttClient client;
  private final Queue<Received> arrivals = new ConcurrentLinkedQueue<>();

  Paho5(HubProcess hub, String clientId) throws MqttException {
    this.hub = hub;
    client =
        new MqttClient(
            "ssl://%s:%d".formatted(hub.address(), PORT), clientId, new MemoryPersistence());
    client.setTimeToWait(Await.LONGEST_MILLIS);
    client.setCallback(new Arrivals());
  }

  private final class Arrivals implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      arrivals.add(new Received(topic, new String(message.getPayload(), StandardCharsets.UTF_8)));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      // Seen by whoever asks whether it is connected.
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      // Told to the call that failed.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
      // The call that published waits for it.
    }

    @Override
    public void connectComplete(boolean reconnect, String server) {
      // The call that connected waits for it.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
      // The hub sends none.
    }
  }

  @Override
  public boolean connect(Login login) throws MqttException, Refused {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(!login.keepsSession());
    options.setSessionExpiryInterval(login.keepsSession() ? SESSION_SECONDS : 0);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setUserName(login.user());
    options.setPassword(login.password().getBytes(StandardCharsets.UTF_8));
    options.setSocketFactory(hub.trust().getSocketFactory());
    try {
      return client.connectWithResult(options).getSessionPresent();
    } catch (MqttException e) {
      if (e.getReasonCode() >= FIRST_REFUSAL && e.getReasonCode() <= LAST_REFUSAL) {
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
    return client.subscribe(filter, qualityOfService).getReasonCodes()[0];
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
