package io.efollowup.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.ClientOptions.ClientOptionsBuilder;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.MultiplexingClient;
import com.microsoft.azure.sdk.iot.device.MultiplexingClientOptions;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.transport.ExponentialBackoffWithJitter;
import com.microsoft.azure.sdk.iot.device.transport.NoRetry;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubException;
import com.microsoft.azure.sdk.iot.service.messaging.IotHubServiceClientProtocol;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodsClient;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodsClientOptions;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.HubProcess;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Makes clients of one hub, and closes them after each test. Device clients do not try again by
 * themselves unless a test says so: a refusal is then told at once.
 */
final class Clients implements AutoCloseable {
  private static final int POLL_MILLIS = 50;

  private final HubProcess hub;
  private final String owner;
  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();

  Clients(HubProcess hub, String owner) {
    this.hub = hub;
    this.owner = owner;
  }

  HubProcess hub() {
    return hub;
  }

  /** The connection string of the policy that may everything. */
  String owner() {
    return owner;
  }

  String policy(String name) {
    return hub.tell("hub", "connection-string", "--policy", name);
  }

  RegistryClient registry() {
    return new RegistryClient(owner);
  }

  /** What calls methods, and waits longer for an answer than any call in these tests. */
  DirectMethodsClient methods() {
    return new DirectMethodsClient(
        owner,
        DirectMethodsClientOptions.builder()
            .httpReadTimeoutSeconds(3 * Await.LONGEST_SECONDS)
            .build());
  }

  /** What sends to devices. */
  Messenger messenger() {
    return messenger(IotHubServiceClientProtocol.AMQPS);
  }

  /** What sends to devices that speak like this. */
  Messenger messenger(IotHubClientProtocol devices) {
    return messenger(Protocols.ofService(devices));
  }

  private Messenger messenger(IotHubServiceClientProtocol protocol) {
    assumeDoor(Protocols.port(protocol));
    return closing(new Messenger(owner, protocol, hub.trust()));
  }

  /** What the hub tells of the messages sent to devices. */
  Feedback feedback() {
    return feedback(IotHubServiceClientProtocol.AMQPS);
  }

  /** What the hub tells of the messages sent to devices that speak like this. */
  Feedback feedback(IotHubClientProtocol devices) {
    return feedback(Protocols.ofService(devices));
  }

  private Feedback feedback(IotHubServiceClientProtocol protocol) {
    assumeDoor(Protocols.port(protocol));
    return closing(new Feedback(owner, protocol, hub.trust()));
  }

  /** An id no other test uses. */
  static String newId() {
    return "probe-"
        + ThreadLocalRandom.current()
            .ints(12, 'a', 'z' + 1)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
  }

  Device newDevice() throws IOException, IotHubException {
    return registry().addDevice(new Device(newId()));
  }

  /** What a device's owner is given. */
  String connectionString(String id, String key) {
    return "HostName=%s;DeviceId=%s;SharedAccessKey=%s".formatted(hub.address(), id, key);
  }

  DeviceClient device(Device device, IotHubClientProtocol protocol) {
    return device(connectionString(device.getDeviceId(), device.getPrimaryKey()), protocol);
  }

  DeviceClient device(String connectionString, IotHubClientProtocol protocol) {
    return device(connectionString, protocol, UnaryOperator.identity());
  }

  DeviceClient device(
      String connectionString,
      IotHubClientProtocol protocol,
      UnaryOperator<ClientOptionsBuilder> more) {
    assumeDoor(Protocols.port(protocol));
    ClientOptions options =
        more.apply(ClientOptions.builder().sslContext(hub.trust()).receiveInterval(POLL_MILLIS))
            .build();
    DeviceClient client = new DeviceClient(connectionString, protocol, options);
    client.setRetryPolicy(new NoRetry());
    toClose.push(() -> close(client));
    return client;
  }

  /**
   * Opens it. The hub gives nobody more than ten seconds for a handshake, and a machine that stands
   * still takes them: the library tries again until it is in.
   */
  static void open(DeviceClient client) throws IotHubClientException {
    client.setRetryPolicy(new ExponentialBackoffWithJitter());
    client.open(true);
    client.setRetryPolicy(new NoRetry());
  }

  private static void close(DeviceClient client) {
    if (!client.isMultiplexed()) {
      client.close();
    }
  }

  /** Several devices on one connection. */
  MultiplexingClient multiplexing(IotHubClientProtocol protocol) {
    assumeDoor(Protocols.port(protocol));
    MultiplexingClient client =
        new MultiplexingClient(
            hub.address(),
            protocol,
            MultiplexingClientOptions.builder().sslContext(hub.trust()).build());
    toClose.push(client::close);
    return client;
  }

  /** Closed after the test, those made last first. */
  <T extends AutoCloseable> T closing(T resource) {
    toClose.push(resource);
    return resource;
  }

  /** Skips a test of a door that this build does not have. */
  void assumeDoor(int port) {
    assumeTrue(hub.listensOn(port), "This build has no door at port " + port + ".");
  }

  @Override
  public void close() throws Exception {
    while (!toClose.isEmpty()) {
      toClose.pop().close();
    }
  }
}
