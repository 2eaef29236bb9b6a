package io.efollowup.hub;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A device with Eclipse Paho, the library that Azure's own is built on, over MQTT 3.1.1. */
final class MqttDevice implements AutoCloseable {
  private final MqttAsyncClient client;
  private final MqttConnectOptions options = new MqttConnectOptions();
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Throwable> lost = new LinkedBlockingQueue<>();
  private IMqttToken connected;

  /** A message from the hub. */
  record Received(String topic, String body, int qos, boolean duplicate, int id) {}

  MqttDevice(RunningHub running, String id, String userName, String password) throws Exception {
    this("ssl://127.0.0.1:" + running.hub().mqttsPort(), running.authority, id, userName, password);
  }

  private MqttDevice(
      String address, java.nio.file.Path authority, String id, String userName, String password)
      throws Exception {
    SSLContext trust = RunningHub.trusting(authority);
    client = new MqttAsyncClient(address, id, new MemoryPersistence());
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setSocketFactory(trust.getSocketFactory());
    options.setUserName(userName);
    options.setPassword(password.toCharArray());
    options.setCleanSession(false);
    options.setMaxInflight(1000);
    client.setCallback(new Listener());
  }

  /** A device as libraries connect it, not connected yet. */
  static MqttDevice of(RunningHub running, Device device) throws Exception {
    return new MqttDevice(running, device.id(), userName(device.id()), running.deviceToken(device));
  }

  /** The same over a WebSocket, not connected yet. */
  static MqttDevice overWebSocket(RunningHub running, Device device) throws Exception {
    return new MqttDevice(
        "wss://127.0.0.1:" + running.hub().httpsPort() + "/$iothub/websocket",
        running.authority,
        device.id(),
        userName(device.id()),
        running.deviceToken(device));
  }

  static String userName(String id) {
    return "127.0.0.1/" + id + "/?api-version=2020-09-30&DeviceClientType=test";
  }

  MqttConnectOptions options() {
    return options;
  }

  /** Connects; whether the hub remembers a session. */
  boolean connect() throws MqttException {
    connected = client.connect(options);
    connected.waitForCompletion(Eventually.MILLIS);
    return connected.getSessionPresent();
  }

  /** Publishes and waits for the acknowledgement. */
  void publish(String topic, String body, int qos) throws MqttException {
    begin(topic, body, qos).waitForCompletion(Eventually.MILLIS);
  }

  IMqttDeliveryToken begin(String topic, String body, int qos) throws MqttException {
    return client.publish(topic, body.getBytes(StandardCharsets.UTF_8), qos, false);
  }

  IMqttDeliveryToken begin(String topic, MqttMessage message) throws MqttException {
    return client.publish(topic, message);
  }

  /** What was granted. */
  List<Integer> subscribe(int qos, String... filters) throws MqttException {
    int[] wanted = new int[filters.length];
    java.util.Arrays.fill(wanted, qos);
    IMqttToken token = client.subscribe(filters, wanted);
    token.waitForCompletion(Eventually.MILLIS);
    return java.util.Arrays.stream(token.getGrantedQos()).boxed().toList();
  }

  void unsubscribe(String filter) throws MqttException {
    client.unsubscribe(filter).waitForCompletion(Eventually.MILLIS);
  }

  /** The next message. */
  Received receive() throws InterruptedException {
    return Eventually.next(received);
  }

  /** Whether nothing has come. */
  boolean nothingCame() {
    return received.isEmpty();
  }

  /** Whether a message comes within a moment. */
  boolean receivesWithin(long millis) throws InterruptedException {
    return received.poll(millis, TimeUnit.MILLISECONDS) != null;
  }

  /** Waits until the connection is lost. */
  Throwable awaitLoss() throws InterruptedException {
    return Eventually.next(lost);
  }

  boolean isConnected() {
    return client.isConnected();
  }

  /** Acknowledges messages only when told to. */
  void acknowledgeByHand() {
    client.setManualAcks(true);
  }

  void acknowledge(Received message) throws MqttException {
    client.messageArrivedComplete(message.id(), message.qos());
  }

  void disconnect() throws MqttException {
    client.disconnect().waitForCompletion(Eventually.MILLIS);
  }

  /** Goes without a word. */
  void vanish() throws MqttException {
    client.disconnectForcibly(0, 1, false);
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnectForcibly(0, 1000);
    }
    client.close(true);
  }

  private final class Listener implements MqttCallback {
    @Override
    public void connectionLost(Throwable cause) {
      lost.add(cause);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      received.add(
          new Received(
              topic,
              new String(message.getPayload(), StandardCharsets.UTF_8),
              message.getQos(),
              message.isDuplicate(),
              message.getId()));
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}
  }
}
