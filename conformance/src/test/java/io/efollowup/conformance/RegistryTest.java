package io.efollowup.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubBadFormatException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubConflictException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubPreconditionFailedException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubUnauthorizedException;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.DeviceConnectionState;
import com.microsoft.azure.sdk.iot.service.registry.DeviceStatus;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.registry.RegistryStatistics;
import io.efollowup.testkit.process.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The registry as the service library uses it. */
@OnHub
class RegistryTest {
  private final Clients clients;
  private final RegistryClient registry;

  RegistryTest(Clients clients) {
    this.clients = clients;
    this.registry = clients.registry();
  }

  @AfterEach
  void close() throws Exception {
    clients.close();
  }

  @Test
  void shouldKeepWhatIsCreated() throws Exception {
    Device asked = new Device(Clients.newId());

    Device created = registry.addDevice(asked);

    Device kept = registry.getDevice(asked.getDeviceId());
    assertThat(kept.getDeviceId()).isEqualTo(asked.getDeviceId());
    assertThat(kept.getPrimaryKey()).isEqualTo(asked.getPrimaryKey());
    assertThat(kept.getSecondaryKey()).isEqualTo(asked.getSecondaryKey());
    assertThat(kept.getStatus()).isEqualTo(DeviceStatus.Enabled);
    assertThat(kept.getConnectionState()).isEqualTo(DeviceConnectionState.Disconnected);
    assertThat(kept.getCloudToDeviceMessageCount()).isZero();
    assertThat(kept.getETag()).isEqualTo(created.getETag()).isNotEmpty();
    assertThat(kept.getGenerationId()).isEqualTo(created.getGenerationId()).isNotEmpty();
  }

  @Test
  void shouldRefuseToCreateTwice() throws Exception {
    Device device = clients.newDevice();

    assertThatThrownBy(() -> registry.addDevice(new Device(device.getDeviceId())))
        .isInstanceOf(IotHubConflictException.class)
        .hasMessageContaining("DeviceAlreadyExists");
  }

  @Test
  void shouldUpdateAndChangeTheTag() throws Exception {
    Device device = clients.newDevice();
    String before = device.getETag();
    device.setStatus(DeviceStatus.Disabled);

    Device updated = registry.updateDevice(device);

    assertThat(updated.getStatus()).isEqualTo(DeviceStatus.Disabled);
    assertThat(updated.getETag()).isNotEqualTo(before);
    assertThat(updated.getPrimaryKey()).isEqualTo(device.getPrimaryKey());
    assertThat(registry.getDevice(device.getDeviceId()).getETag()).isEqualTo(updated.getETag());
  }

  @Test
  void shouldRefuseToUpdateWhatIsNotThere() {
    assertThatThrownBy(() -> registry.updateDevice(new Device(Clients.newId())))
        .isInstanceOf(IotHubNotFoundException.class);
  }

  @Test
  void shouldDelete() throws Exception {
    Device device = clients.newDevice();

    registry.removeDevice(device.getDeviceId());

    assertThatThrownBy(() -> registry.getDevice(device.getDeviceId()))
        .isInstanceOf(IotHubNotFoundException.class)
        .hasMessageContaining("DeviceNotFound");
    assertThatThrownBy(() -> registry.removeDevice(device.getDeviceId()))
        .isInstanceOf(IotHubNotFoundException.class);
  }

  @Test
  void shouldDeleteOnlyWhatHasNotChangedSince() throws Exception {
    Device seen = clients.newDevice();
    Device changed = registry.updateDevice(seen);

    assertThatThrownBy(() -> registry.removeDevice(seen))
        .isInstanceOf(IotHubPreconditionFailedException.class);

    registry.removeDevice(changed);
  }

  /** The library looks for the enabled ones under a name that is not the contract's. */
  @Test
  void shouldCountAllAndDisabledDevices() throws Exception {
    RegistryStatistics before = registry.getStatistics();
    clients.newDevice();
    Device disabled = clients.newDevice();
    disabled.setStatus(DeviceStatus.Disabled);
    registry.updateDevice(disabled);

    RegistryStatistics after = registry.getStatistics();

    assertThat(after.getTotalDeviceCount() - before.getTotalDeviceCount()).isEqualTo(2);
    assertThat(after.getDisabledDeviceCount() - before.getDisabledDeviceCount()).isEqualTo(1);
  }

  @Test
  void shouldRefuseAnIdThatIsNone() {
    assertThatThrownBy(() -> registry.addDevice(new Device("space%20inside")))
        .isInstanceOf(IotHubBadFormatException.class);
  }

  /**
   * The library writes ids into addresses as they are: these signs need no encoding there. It takes
   * a plus in a connection string for a space, so there is none among them.
   */
  @OnEveryProtocol
  void shouldServeADeviceWhoseIdHasSigns(IotHubClientProtocol protocol) throws Exception {
    Device device = registry.addDevice(new Device(Clients.newId() + "-._*!(),=@$'"));

    assertThat(registry.getDevice(device.getDeviceId()).getDeviceId())
        .isEqualTo(device.getDeviceId());
    DeviceClient client = clients.device(device, protocol);
    Clients.open(client);
    client.sendEvent(new Message("hello"), Await.LONGEST_MILLIS);
  }

  @Test
  void shouldLetThePolicyForReadingReadOnly() throws Exception {
    Device device = clients.newDevice();
    RegistryClient reader = new RegistryClient(clients.policy("registryRead"));

    assertThat(reader.getDevice(device.getDeviceId()).getDeviceId())
        .isEqualTo(device.getDeviceId());
    assertThatThrownBy(() -> reader.addDevice(new Device(Clients.newId())))
        .isInstanceOf(IotHubUnauthorizedException.class);
    assertThatThrownBy(() -> reader.removeDevice(device.getDeviceId()))
        .isInstanceOf(IotHubUnauthorizedException.class);
  }

  @Test
  void shouldRefuseAPolicysWrongKey() {
    String wrong = clients.owner().replaceFirst("SharedAccessKey=.*", "SharedAccessKey=d3Jvbmc=");

    assertThatThrownBy(() -> new RegistryClient(wrong).getStatistics())
        .isInstanceOf(IotHubUnauthorizedException.class);
  }

  @Test
  void shouldRefuseAPolicyOfDevices() throws Exception {
    RegistryClient registryOfDevices = new RegistryClient(clients.policy("device"));

    assertThatThrownBy(registryOfDevices::getStatistics)
        .isInstanceOf(IotHubUnauthorizedException.class);
  }
}
