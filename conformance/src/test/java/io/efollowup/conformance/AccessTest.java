package io.efollowup.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.transport.ExponentialBackoffWithJitter;
import com.microsoft.azure.sdk.iot.device.transport.IotHubConnectionStatus;
import com.microsoft.azure.sdk.iot.service.auth.SymmetricKey;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.DeviceStatus;
import io.efollowup.testkit.process.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets in, and who has to leave. */
@OnHub
class AccessTest {
  private static final int LONGEST_MILLIS = 10_000;

  private final Clients clients;

  AccessTest(Clients clients) {
    this.clients = clients;
  }

  @AfterEach
  void close() throws Exception {
    clients.close();
  }

  private static void openAndSend(DeviceClient client) throws Exception {
    client.open(false);
    client.sendEvent(new Message("hello"), LONGEST_MILLIS);
  }

  /** Over HTTPS the library asks nothing of the hub before it sends. */
  private static void assertUnauthorised(DeviceClient client) {
    assertThat(
            catchThrowableOfType(IotHubClientException.class, () -> openAndSend(client))
                .getStatusCode())
        .isEqualTo(IotHubStatusCode.UNAUTHORIZED);
  }

  @OnEveryProtocol
  void shouldTakeTheSecondaryKeyToo(IotHubClientProtocol protocol) throws Exception {
    Device device = clients.newDevice();

    openAndSend(
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

    openAndSend(clients.device(updated, protocol));
    assertUnauthorised(clients.device(old, protocol));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.efollowup.conformance.Protocols#renewing")
  void shouldStayConnectedOverRenewalsOfTheToken(IotHubClientProtocol protocol) throws Exception {
    Device device = clients.newDevice();
    Duration lifetime = Duration.ofSeconds(3);
    DeviceClient client =
        clients.device(
            clients.connectionString(device.getDeviceId(), device.getPrimaryKey()),
            protocol,
            options -> options.sasTokenExpiryTime(lifetime.toSeconds()));
    CountDownLatch lost = lossOf(client);
    client.open(false);
    long end = System.nanoTime() + lifetime.multipliedBy(5).dividedBy(2).toNanos();

    while (System.nanoTime() < end) {
      client.sendEvent(new Message("still here"), LONGEST_MILLIS);
      assertThat(lost.await(200, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  /** Over MQTT a new token takes a new connection, which the library makes by itself. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.efollowup.conformance.Protocols#withoutRefusal")
  void shouldComeBackWithEachNewToken(IotHubClientProtocol protocol) throws Exception {
    Device device = clients.newDevice();
    Duration lifetime = Duration.ofSeconds(3);
    DeviceClient client =
        clients.device(
            clients.connectionString(device.getDeviceId(), device.getPrimaryKey()),
            protocol,
            options -> options.sasTokenExpiryTime(lifetime.toSeconds()));
    client.setRetryPolicy(new ExponentialBackoffWithJitter());
    client.open(true);
    long end = System.nanoTime() + lifetime.multipliedBy(5).dividedBy(2).toNanos();

    while (System.nanoTime() < end) {
      client.sendEvent(new Message("still here"), LONGEST_MILLIS);
    }
  }

  private static CountDownLatch lossOf(DeviceClient client) {
    CountDownLatch lost = new CountDownLatch(1);
    client.setConnectionStatusChangeCallback(
        change -> {
          if (change.getNewStatus() != IotHubConnectionStatus.CONNECTED) {
            lost.countDown();
          }
        },
        null);
    return lost;
  }

  @OnConnectedProtocols
  void shouldLoseTheConnectionOfADeviceOnceItIsDisabled(IotHubClientProtocol protocol)
      throws Exception {
    Device device = clients.newDevice();
    DeviceClient client = clients.device(device, protocol);
    CountDownLatch lost = lossOf(client);
    openAndSend(client);
    device.setStatus(DeviceStatus.Disabled);

    clients.registry().updateDevice(device);

    assertThat(lost.await(1, TimeUnit.SECONDS)).isTrue();
  }

  @OnConnectedProtocols
  void shouldLoseTheConnectionOfADeviceOnceItIsDeleted(IotHubClientProtocol protocol)
      throws Exception {
    Device device = clients.newDevice();
    DeviceClient client = clients.device(device, protocol);
    CountDownLatch lost = lossOf(client);
    openAndSend(client);

    clients.registry().removeDevice(device.getDeviceId());

    assertThat(lost.await(1, TimeUnit.SECONDS)).isTrue();
  }

  @OnEveryProtocol
  void shouldRefuseADeviceThatIsDisabledWhileItSends(IotHubClientProtocol protocol)
      throws Exception {
    Device device = clients.newDevice();
    DeviceClient client = clients.device(device, protocol);
    openAndSend(client);
    device.setStatus(DeviceStatus.Disabled);
    clients.registry().updateDevice(device);

    Await.until(
        "its messages are refused",
        Duration.ofSeconds(1),
        () ->
            catchThrowableOfType(
                    Exception.class, () -> client.sendEvent(new Message("hello"), LONGEST_MILLIS))
                != null);
  }
}
