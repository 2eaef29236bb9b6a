package io.efollowup.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubPreconditionFailedException;
import com.microsoft.azure.sdk.iot.service.query.QueryClient;
import com.microsoft.azure.sdk.iot.service.query.QueryPageOptions;
import com.microsoft.azure.sdk.iot.service.query.TwinQueryResponse;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Twins as the service library reads, changes and finds them. */
@OnHub
class TwinRestTest {
  private final Clients clients;
  private final TwinClient twins;

  TwinRestTest(Clients clients) {
    this.clients = clients;
    this.twins = new TwinClient(clients.owner());
  }

  @AfterEach
  void close() throws Exception {
    clients.close();
  }

  private Twin newTwin() throws Exception {
    return twins.get(clients.newDevice().getDeviceId());
  }

  @Test
  void shouldHaveAnEmptyTwinForEveryDevice() throws Exception {
    Device device = clients.newDevice();

    Twin twin = twins.get(device.getDeviceId());

    assertThat(twin.getDeviceId()).isEqualTo(device.getDeviceId());
    assertThat(twin.getTags()).isEmpty();
    assertThat(twin.getDesiredProperties()).isEmpty();
    assertThat(twin.getReportedProperties()).isEmpty();
    assertThat(twin.getConnectionState()).isEqualTo("Disconnected");
    assertThat(twin.getStatus()).hasToString("ENABLED");
    assertThat(twin.getETag()).isNotEmpty();
  }

  @Test
  void shouldMergeAPatch() throws Exception {
    Twin twin = newTwin();
    twin.getTags().put("ward", "a");
    twin.getDesiredProperties().putAll(Map.of("samplingInterval", 180, "volume", 3));
    Twin first = twins.patch(twin);
    Twin change = new Twin(twin.getDeviceId());
    change.getDesiredProperties().put("volume", null);
    change.getDesiredProperties().put("alarmAfter", 15);

    Twin second = twins.patch(change);

    assertThat(second.getTags()).containsEntry("ward", "a");
    assertThat(second.getDesiredProperties())
        .containsEntry("samplingInterval", 180.0)
        .containsEntry("alarmAfter", 15.0)
        .doesNotContainKey("volume");
    assertThat(second.getDesiredProperties().getVersion())
        .isEqualTo(first.getDesiredProperties().getVersion() + 1);
    assertThat(second.getETag()).isNotEqualTo(first.getETag());
    assertThat(second.getDesiredProperties().getTwinMetadata("alarmAfter").getLastUpdated())
        .isNotNull();
  }

  @Test
  void shouldReplaceEverythingDesired() throws Exception {
    Twin twin = newTwin();
    twin.getDesiredProperties().put("samplingInterval", 180);
    twins.patch(twin);
    Twin other = new Twin(twin.getDeviceId());
    other.getDesiredProperties().put("alarmAfter", 15);

    Twin replaced = twins.replace(other);

    assertThat(replaced.getDesiredProperties()).containsOnlyKeys("alarmAfter");
  }

  @Test
  void shouldChangeOnlyWhatHasNotChangedSince() throws Exception {
    Twin twin = newTwin();
    String seen = twin.getETag();
    twin.getDesiredProperties().put("samplingInterval", 180);
    Twin changed = twins.patch(twin, seen);

    assertThatThrownBy(() -> twins.patch(twin, seen))
        .isInstanceOf(IotHubPreconditionFailedException.class);
    assertThatThrownBy(() -> twins.replace(twin, seen))
        .isInstanceOf(IotHubPreconditionFailedException.class);

    twins.patch(twin, changed.getETag());
  }

  @Test
  void shouldHaveNoTwinForAnUnknownDevice() {
    assertThatThrownBy(() -> twins.get(Clients.newId()))
        .isInstanceOf(IotHubNotFoundException.class)
        .hasMessageContaining("DeviceNotFound");
  }

  @Test
  void shouldFindEveryDevicePageByPage() throws Exception {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(clients.newDevice().getDeviceId());
    }
    QueryPageOptions pages = QueryPageOptions.builder().pageSize(2).build();
    TwinQueryResponse answer =
        new QueryClient(clients.owner()).queryTwins("SELECT * FROM devices", pages);
    List<String> found = new ArrayList<>();

    assertThat(answer.getContinuationToken()).isNotEmpty();
    while (answer.hasNext()) {
      found.add(answer.next(pages).getDeviceId());
    }

    assertThat(found).containsAll(made).doesNotHaveDuplicates();
  }
}
