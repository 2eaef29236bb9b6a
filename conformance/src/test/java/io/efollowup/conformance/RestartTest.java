package io.efollowup.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubMessageResult;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.transport.ExponentialBackoffWithJitter;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import io.efollowup.testkit.process.Await;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hub is killed and comes back; nobody has to do anything. */
@OnHub(OnHub.Kind.MORTAL)
class RestartTest {
  private final Clients clients;

  RestartTest(Clients clients) {
    this.clients = clients;
  }

  @AfterEach
  void close() throws Exception {
    clients.close();
  }

  @OnEveryProtocol
  void shouldGoOnTakingWhatDevicesSend(IotHubClientProtocol protocol) throws Exception {
    DeviceClient client = opened(protocol);
    client.sendEvent(new Message("before"), Await.LONGEST_MILLIS);

    clients.hub().kill();
    clients.hub().startAgain();

    client.sendEvent(new Message("after"), Await.LONGEST_MILLIS);
  }

  /** Over HTTPS the library tells its caller of the failure instead of trying again. */
  @OnConnectedProtocols
  void shouldTakeWhatDevicesSendWhileTheHubIsAway(IotHubClientProtocol protocol) throws Exception {
    DeviceClient client = opened(protocol);
    CompletableFuture<Optional<IotHubClientException>> outcome = new CompletableFuture<>();

    clients.hub().kill();
    client.sendEventAsync(
        new Message("meanwhile"),
        (sent, failure, context) -> outcome.complete(Optional.ofNullable(failure)),
        null);
    clients.hub().startAgain();

    assertThat(Await.end("the outcome", outcome)).isEmpty();
  }

  private DeviceClient opened(IotHubClientProtocol protocol) throws Exception {
    DeviceClient client = clients.device(clients.newDevice(), protocol);
    client.setRetryPolicy(new ExponentialBackoffWithJitter());
    client.open(true);
    return client;
  }

  @Test
  void shouldKeepWhatWaitsForADevice() throws Exception {
    Messenger messenger = clients.messenger();
    Device device = clients.newDevice();
    messenger.send(device.getDeviceId(), "one");
    messenger.send(device.getDeviceId(), "two");
    messenger.close(); // of a hub that is killed it would wait for an answer

    clients.hub().kill();
    clients.hub().startAgain();

    DeviceClient client = clients.device(device, IotHubClientProtocol.AMQPS);
    Inbox inbox = Inbox.that(IotHubMessageResult.COMPLETE);
    client.setMessageCallback(inbox, null);
    Clients.open(client);
    assertThat(inbox.nextText()).isEqualTo("one");
    assertThat(inbox.nextText()).isEqualTo("two");
  }
}
