package io.efollowup.conformance2016;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.service.sdk.Device;
import com.microsoft.azure.sdk.iot.service.sdk.RegistryManager;
import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.HubProcess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;

/** A hub, and clients of 2016 for it. */
final class Era implements AutoCloseable {
  private static final long POLL_MILLIS = 50;

  private final HubProcess hub;
  private final String owner;

  private Era(HubProcess hub) {
    this.hub = hub;
    this.owner = hub.tell("hub", "connection-string", "--policy", "iothubowner");
    HttpsURLConnection.setDefaultSSLSocketFactory(hub.trust().getSocketFactory());
  }

  static Era begin() {
    return new Era(HubProcess.start("127.0.0.31", "hub.foreign-messages=accept"));
  }

  HubProcess hub() {
    return hub;
  }

  String owner() {
    return owner;
  }

  RegistryManager registry() throws Exception {
    return RegistryManager.createFromConnectionString(owner);
  }

  static String newId() {
    return "probe-"
        + ThreadLocalRandom.current()
            .ints(12, 'a', 'z' + 1)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
  }

  Device newDevice() throws Exception {
    return registry().addDevice(Device.createFromId(newId(), null, null));
  }

  long waiting(Device device) throws Exception {
    return registry().getDevice(device.getDeviceId()).getCloudToDeviceMessageCount();
  }

  /** A client that is not open yet. */
  DeviceClient device(Device device, IotHubClientProtocol protocol) throws Exception {
    return device(device.getDeviceId(), device.getPrimaryKey(), protocol);
  }

  DeviceClient device(String id, String key, IotHubClientProtocol protocol) throws Exception {
    assumeDoor(protocol == IotHubClientProtocol.AMQPS ? HubProcess.AMQPS : HubProcess.HTTPS);
    DeviceClient client =
        new DeviceClient(
            "HostName=%s;DeviceId=%s;SharedAccessKey=%s".formatted(hub.address(), id, key),
            protocol);
    if (protocol == IotHubClientProtocol.HTTPS) {
      client.setOption("SetMinimumPollingInterval", POLL_MILLIS);
    } else {
      client.setOption("SetCertificatePath", hub.authority().toString());
    }
    return client;
  }

  /** Skips a test of a door that this build does not have. */
  void assumeDoor(int port) {
    assumeTrue(hub.listensOn(port), "This build has no door at port " + port + ".");
  }

  static Stream<IotHubClientProtocol> protocols() {
    return Stream.of(IotHubClientProtocol.HTTPS, IotHubClientProtocol.AMQPS);
  }

  /** Something these libraries may never return from, on a thread of its own. */
  interface Step {
    void take() throws Exception;
  }

  /**
   * Takes a step that has to end. The device library may keep what it is given for a minute: over
   * AMQPS it hands messages and outcomes to its engine without a lock, and what the engine
   * overlooks is sent with the next heartbeat.
   */
  static void within(Step step) throws Exception {
    Await.end("a step", started(step));
  }

  /** Begins to take a step. */
  static CompletableFuture<Void> started(Step step) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                step.take();
                end.complete(null);
              } catch (Throwable e) {
                end.completeExceptionally(e);
              }
            });
    return end;
  }

  @Override
  public void close() {
    System.out.println(Nudge.count());
    hub.close();
  }
}
