package io.efollowup.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubMessageResult;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.MultiplexingClient;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.DeviceStatus;
import io.efollowup.testkit.process.Await;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several devices on one connection. */
@OnHub
class MultiplexingTest {

  private final Clients clients;
  private final List<Device> devices = new ArrayList<>();
  private final List<DeviceClient> deviceClients = new ArrayList<>();
  private final List<Inbox> inboxes = new ArrayList<>();
  private final List<Loss> losses = new ArrayList<>();

  MultiplexingTest(Clients clients) {
    this.clients = clients;
  }

  @AfterEach
  void close() throws Exception {
    clients.close();
  }

  private void open(IotHubClientProtocol protocol, int count) throws Exception {
    MultiplexingClient connection = clients.multiplexing(protocol);
    for (int i = 0; i < count; i++) {
      add(protocol);
    }
    connection.registerDeviceClients(deviceClients);
    connection.open(false);
  }

  private void add(IotHubClientProtocol protocol) throws Exception {
    Device device = clients.newDevice();
    DeviceClient client = clients.device(device, protocol);
    Inbox inbox = Inbox.that(IotHubMessageResult.COMPLETE);
    client.setMessageCallback(inbox, null);
    devices.add(device);
    deviceClients.add(client);
    inboxes.add(inbox);
    losses.add(Loss.of(client));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.efollowup.conformance.Protocols#multiplexing")
  void shouldServeEachDeviceOfOneConnection(IotHubClientProtocol protocol) throws Exception {
    open(protocol, 3);
    Messenger messenger = clients.messenger();

    for (int i = 0; i < 3; i++) {
      deviceClients.get(i).sendEvent(new Message("from " + i), Await.LONGEST_MILLIS);
      messenger.send(devices.get(i).getDeviceId(), "to " + i);
    }

    for (int i = 0; i < 3; i++) {
      assertThat(inboxes.get(i).nextText()).isEqualTo("to " + i);
      assertThat(inboxes.get(i).isEmpty()).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.efollowup.conformance.Protocols#multiplexing")
  void shouldNotDisturbTheOthersWhenOneIsDisabled(IotHubClientProtocol protocol) throws Exception {
    open(protocol, 3);
    devices.getFirst().setStatus(DeviceStatus.Disabled);

    clients.registry().updateDevice(devices.getFirst());

    losses.getFirst().shouldComeSoon();
    for (int i = 1; i < 3; i++) {
      deviceClients.get(i).sendEvent(new Message("still here"), Await.LONGEST_MILLIS);
      assertThat(losses.get(i).hasCome()).isFalse();
    }
  }
}
