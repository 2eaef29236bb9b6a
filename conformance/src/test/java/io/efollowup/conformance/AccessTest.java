package io.efollowup.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.transport.ExponentialBackoffWithJitter;
import com.microsoft.azure.sdk.iot.service.auth.SymmetricKey;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.DeviceStatus;
import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets in, and who has to leave. */
@OnHub
class AccessTest {
  private static final int MOST_ATTEMPTS = 5;
  private static final Duration STOOD_STILL = Duration.ofSeconds(1);

  private final Clients clients;

  AccessTest(Clients clients) {
    this.clients = clients;
  }

  @AfterEach
  void close() throws Exception {
    clients.close();
  }

  private static void send(DeviceClient client) throws Exception {
    client.sendEvent(new Message("hello"), Await.LONGEST_MILLIS);
  }

  private static void openAndSend(DeviceClient client) throws Exception {
    client.open(false);
    send(client);
  }

  /** Over HTTPS the library asks nothing of the hub before it sends. */
  private static void assertUnauthorised(DeviceClient client) {
    assertThat(
            catchThrowableOfType(IotHubClientException.class, () -> openAndSend(client))
                .getStatusCode())
        .isEqualTo(IotHubStatusCode.UNAUTHORIZED);
  }

  private static void assertTaken(DeviceClient client) throws Exception {
    Clients.open(client);
    send(client);
  }

  @OnEveryProtocol
  void shouldTakeTheSecondaryKeyToo(IotHubClientProtocol protocol) throws Exception {
    Device device = clients.newDevice();

    assertTaken(
        clients.device(
            clients.connectionString(device.getDeviceId(), device.getSecondaryKey()), protocol));
  }

  @OnEveryProtocol
  void shouldRefuseAnotherDevicesKey(IotHubClientProtocol protocol) throws Exception {
    Device device = clients.newDevice();
    Device other = clients.newDevice();

    assertUnauthorised(
        clients.device(
            clients.connectionString(device.getDeviceId(), other.getPrimaryKey()), protocol));
  }

  @OnEveryProtocol
  void shouldRefuseUnknownDevice(IotHubClientProtocol protocol) throws Exception {
    Device device = clients.newDevice();

    assertUnauthorised(
        clients.device(
            clients.connectionString(Clients.newId(), device.getPrimaryKey()), protocol));
  }

  @OnEveryProtocol
  void shouldRefuseDisabledDevice(IotHubClientProtocol protocol) throws Exception {
    Device device = clients.newDevice();
    device.setStatus(DeviceStatus.Disabled);
    clients.registry().updateDevice(device);

    assertUnauthorised(clients.device(device, protocol));
  }

  @OnEveryProtocol
  void shouldTakeTheNewKeysAndRefuseTheOldOnes(IotHubClientProtocol protocol) throws Exception {
    Device device = clients.newDevice();
    String old = clients.connectionString(device.getDeviceId(), device.getPrimaryKey());
    device.setSymmetricKey(new SymmetricKey());

    Device updated = clients.registry().updateDevice(device);

    assertTaken(clients.device(updated, protocol));
    assertUnauthorised(clients.device(old, protocol));
  }

  /**
   * The library shows a new token when 85 % of the old one's life are over, and not sooner: 14
   * seconds leave it two for that, which a machine that stands still takes from it. Two lives see
   * two renewals, and outlive the tokens before them.
   */
  @Test
  void shouldStayConnectedOverRenewalsOfTheToken() throws Exception {
    for (int attempt = 1; ; attempt++) {
      try (Stopwatch watch = Stopwatch.start()) {
        try {
          stayConnectedOverRenewals(Duration.ofSeconds(14));
          return;
        } catch (Exception | AssertionError failure) {
          if (attempt == MOST_ATTEMPTS || watch.stalled().compareTo(STOOD_STILL) < 0) {
            throw failure;
          }
        }
      }
      clients.close();
    }
  }

  private void stayConnectedOverRenewals(Duration lifetime) throws Exception {
    List<DeviceClient> open = new ArrayList<>();
    Map<IotHubClientProtocol, Loss> losses = new LinkedHashMap<>();
    for (IotHubClientProtocol protocol : Protocols.renewing().toList()) {
      DeviceClient client = withTokensOf(lifetime, protocol);
      losses.put(protocol, Loss.of(client));
      client.open(false);
      open.add(client);
    }
    long end = System.nanoTime() + lifetime.multipliedBy(2).toNanos();

    while (System.nanoTime() < end) {
      for (DeviceClient client : open) {
        client.sendEvent(new Message("still here"), Await.LONGEST_MILLIS);
      }
      TimeUnit.MILLISECONDS.sleep(200);
      assertThat(losses).allSatisfy((protocol, loss) -> assertThat(loss.hasCome()).isFalse());
    }
  }

  private DeviceClient withTokensOf(Duration lifetime, IotHubClientProtocol protocol)
      throws Exception {
    Device device = clients.newDevice();
    return clients.device(
        clients.connectionString(device.getDeviceId(), device.getPrimaryKey()),
        protocol,
        options -> options.sasTokenExpiryTime(lifetime.toSeconds()));
  }

  /** Over MQTT a new token takes a new connection, which the library makes by itself. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.efollowup.conformance.Protocols#withoutRefusal")
  void shouldComeBackWithEachNewToken(IotHubClientProtocol protocol) throws Exception {
    Duration lifetime = Duration.ofSeconds(3);
    DeviceClient client = withTokensOf(lifetime, protocol);
    client.setRetryPolicy(new ExponentialBackoffWithJitter());
    client.open(true);
    long end = System.nanoTime() + lifetime.multipliedBy(5).dividedBy(2).toNanos();

    while (System.nanoTime() < end) {
      client.sendEvent(new Message("still here"), Await.LONGEST_MILLIS);
    }
  }

  @OnConnectedProtocols
  void shouldLoseTheConnectionOfADeviceOnceItIsDisabled(IotHubClientProtocol protocol)
      throws Exception {
    Device device = clients.newDevice();
    DeviceClient client = clients.device(device, protocol);
    Loss loss = Loss.of(client);
    openAndSend(client);
    device.setStatus(DeviceStatus.Disabled);

    clients.registry().updateDevice(device);

    loss.shouldComeSoon();
  }

  @OnConnectedProtocols
  void shouldLoseTheConnectionOfADeviceOnceItIsDeleted(IotHubClientProtocol protocol)
      throws Exception {
    Device device = clients.newDevice();
    DeviceClient client = clients.device(device, protocol);
    Loss loss = Loss.of(client);
    openAndSend(client);

    clients.registry().removeDevice(device.getDeviceId());

    loss.shouldComeSoon();
  }

  @OnEveryProtocol
  void shouldRefuseADeviceThatIsDisabledWhileItSends(IotHubClientProtocol protocol)
      throws Exception {
    Device device = clients.newDevice();
    DeviceClient client = clients.device(device, protocol);
    openAndSend(client);
    device.setStatus(DeviceStatus.Disabled);
    clients.registry().updateDevice(device);

    try (Stopwatch watch = Stopwatch.start()) {
      while (takes(client)) {
        assertThat(watch.elapsed()).as("its messages are taken").isLessThan(Loss.SOON);
      }
    }
  }

  private static boolean takes(DeviceClient client) {
    return catchThrowableOfType(Exception.class, () -> send(client)) == null;
  }
}
