package io.efollowup.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import io.efollowup.testkit.process.Await;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;

/** A device and the service see the same twin. */
@OnHub
class TwinTest {
  private final Clients clients;

  TwinTest(Clients clients) {
    this.clients = clients;
  }

  @AfterEach
  void close() throws Exception {
    clients.close();
  }

  private DeviceClient opened(Device device, IotHubClientProtocol protocol) throws Exception {
    DeviceClient client = clients.device(device, protocol);
    Clients.open(client);
    return client;
  }

  /** The library gives a twin only to those who listen to its desired properties. */
  private DeviceClient listening(Device device, IotHubClientProtocol protocol) throws Exception {
    DeviceClient client = opened(device, protocol);
    client.subscribeToDesiredProperties((twin, context) -> {}, null, Await.LONGEST_MILLIS);
    return client;
  }

  /** Some versions of the library read whole numbers as integers, others as decimals. */
  private static double number(Map<String, Object> properties, String name) {
    return ((Number) properties.get(name)).doubleValue();
  }

  private static Twin desiring(Device device, Map<String, Object> properties) {
    Twin twin = new Twin(device.getDeviceId());
    twin.getDesiredProperties().putAll(properties);
    return twin;
  }

  @OnConnectedProtocols
  void shouldReadWhatIsDesired(IotHubClientProtocol protocol) throws Exception {
    TwinClient service = new TwinClient(clients.owner());
    clients.assumeDoor(Protocols.port(protocol));
    Device device = clients.newDevice();
    Twin patched =
        service.patch(
            desiring(device, Map.of("samplingInterval", 180, "alarm", Map.of("low", 3.9))));

    var twin = TwinAnswer.twin(listening(device, protocol));

    assertThat(number(twin.getDesiredProperties(), "samplingInterval")).isEqualTo(180);
    assertThat(twin.getDesiredProperties().get("alarm")).hasToString("{\"low\":3.9}");
    assertThat(twin.getDesiredProperties().getVersion())
        .isEqualTo(patched.getDesiredProperties().getVersion());
    assertThat(twin.getReportedProperties()).isEmpty();
  }

  @OnConnectedProtocols
  void shouldKeepWhatIsReported(IotHubClientProtocol protocol) throws Exception {
    TwinClient service = new TwinClient(clients.owner());
    Device device = clients.newDevice();
    DeviceClient client = listening(device, protocol);
    TwinCollection reported = new TwinCollection();
    reported.put("firmware", "1.2");
    reported.put("battery", 80);

    int first = TwinAnswer.report(client, reported);

    TwinCollection change = new TwinCollection();
    change.setVersion(first);
    change.put("battery", null);
    change.put("samplingInterval", 300);
    int second = TwinAnswer.report(client, change);

    assertThat(second).isEqualTo(first + 1);
    var seen = service.get(device.getDeviceId()).getReportedProperties();
    assertThat(seen).containsEntry("firmware", "1.2");
    assertThat(number(seen, "samplingInterval")).isEqualTo(300);
    assertThat(seen).doesNotContainKey("battery");
    assertThat(seen.getVersion()).isEqualTo(second);
    assertThat(TwinAnswer.twin(client).getReportedProperties()).containsEntry("firmware", "1.2");
  }

  @OnConnectedProtocols
  void shouldNoticeWhatIsDesiredFromNowOn(IotHubClientProtocol protocol) throws Exception {
    TwinClient service = new TwinClient(clients.owner());
    Device device = clients.newDevice();
    DeviceClient client = opened(device, protocol);
    Queue<TwinCollection> notices = new ConcurrentLinkedQueue<>();
    client.subscribeToDesiredProperties(
        (twin, context) -> notices.add(twin.getDesiredProperties()), null, Await.LONGEST_MILLIS);

    Twin patched = service.patch(desiring(device, Map.of("samplingInterval", 300)));

    TwinCollection afterPatch = Await.next("a notice", notices);
    assertThat(number(afterPatch, "samplingInterval")).isEqualTo(300);
    assertThat(afterPatch.getVersion()).isEqualTo(patched.getDesiredProperties().getVersion());

    Twin replaced = service.replace(desiring(device, Map.of("alarmAfter", 15)));

    TwinCollection afterReplacement = Await.next("a notice", notices);
    assertThat(number(afterReplacement, "alarmAfter")).isEqualTo(15);
    assertThat(afterReplacement.getVersion())
        .isEqualTo(replaced.getDesiredProperties().getVersion());
    assertThat(TwinAnswer.twin(client).getDesiredProperties())
        .doesNotContainKey("samplingInterval");
  }

  @OnConnectedProtocols
  void shouldNoticeOnlyWhatConcernsTheDeviceItself(IotHubClientProtocol protocol) throws Exception {
    TwinClient service = new TwinClient(clients.owner());
    Device device = clients.newDevice();
    Device other = clients.newDevice();
    DeviceClient client = opened(device, protocol);
    Queue<TwinCollection> notices = new ConcurrentLinkedQueue<>();
    client.subscribeToDesiredProperties(
        (twin, context) -> notices.add(twin.getDesiredProperties()), null, Await.LONGEST_MILLIS);

    service.patch(desiring(other, Map.of("samplingInterval", 60)));
    service.patch(desiring(device, Map.of("samplingInterval", 900)));

    assertThat(number(Await.next("a notice", notices), "samplingInterval")).isEqualTo(900);
    assertThat(notices).isEmpty();
  }
}
