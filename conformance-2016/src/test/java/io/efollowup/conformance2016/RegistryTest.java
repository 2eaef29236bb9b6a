package io.efollowup.conformance2016;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.sdk.iot.service.exceptions.IotHubException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.sdk.Device;
import com.microsoft.azure.sdk.iot.service.sdk.DeviceStatus;
import com.microsoft.azure.sdk.iot.service.sdk.RegistryManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The original system's registration of devices. */
@ExtendWith(EraExtension.class)
class RegistryTest {
  private final Era era;

  RegistryTest(Era era) {
    this.era = era;
  }

  @Test
  void shouldCreateReadChangeListAndDelete() throws Exception {
    RegistryManager registry = era.registry();
    Device device = era.newDevice();

    Device kept = registry.getDevice(device.getDeviceId());
    kept.setStatus(DeviceStatus.Disabled);
    Device disabled = registry.updateDevice(kept);

    assertThat(kept.getPrimaryKey()).isEqualTo(device.getPrimaryKey());
    assertThat(disabled.getStatus()).isEqualTo(DeviceStatus.Disabled);
    assertThat(registry.getDevices(1000))
        .extracting(Device::getDeviceId)
        .contains(device.getDeviceId());
    assertThat(registry.getStatistics()).isNotNull();
    registry.removeDevice(device.getDeviceId());
    assertThatThrownBy(() -> registry.getDevice(device.getDeviceId()))
        .isInstanceOf(IotHubNotFoundException.class);
  }

  /** The library tells this refusal from no other. */
  @Test
  void shouldRefuseToCreateTwice() throws Exception {
    Device device = era.newDevice();

    assertThatThrownBy(
            () -> era.registry().addDevice(Device.createFromId(device.getDeviceId(), null, null)))
        .isInstanceOf(IotHubException.class);
  }
}
