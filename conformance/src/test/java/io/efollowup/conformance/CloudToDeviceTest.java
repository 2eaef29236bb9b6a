package io.efollowup.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubMessageResult;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubDeviceMaximumQueueDepthExceededException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.messaging.DeliveryAcknowledgement;
import com.microsoft.azure.sdk.iot.service.messaging.Message;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import io.efollowup.testkit.process.Await;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages from the service to a device. */
@OnHub
class CloudToDeviceTest {
  private static final int DEEPEST_QUEUE = 50;

  private final Clients clients;

  CloudToDeviceTest(Clients clients) {
    this.clients = clients;
  }

  @AfterEach
  void close() throws Exception {
    clients.close();
  }

  private DeviceClient opened(Device device, IotHubClientProtocol protocol, Inbox inbox)
      throws Exception {
    DeviceClient client = clients.device(device, protocol);
    client.setMessageCallback(inbox, null);
    Clients.open(client);
    return client;
  }

  private void awaitEmptyQueue(Device device) throws Exception {
    Await.until("the queue is empty", () -> waiting(device) == 0);
  }

  private long waiting(Device device) throws Exception {
    return clients.registry().getDevice(device.getDeviceId()).getCloudToDeviceMessageCount();
  }

  @OnEveryProtocol
  void shouldDeliverEverythingTheSenderStates(IotHubClientProtocol protocol) throws Exception {
    Messenger messenger = clients.messenger(protocol);
    Device device = clients.newDevice();
    Inbox inbox = Inbox.that(IotHubMessageResult.COMPLETE);
    opened(device, protocol, inbox);
    Message message =
        Messenger.message("message-1", "{\"advice\":\"walk\"}", DeliveryAcknowledgement.None);
    message.setCorrelationId("correlation-1");
    message.setExpiryTimeUtc(Date.from(Instant.now().plusSeconds(600)));
    message.setProperties(Map.of("kind", "advice", "of", "day 3/7"));

    messenger.send(device.getDeviceId(), message);

    var received = inbox.next();
    assertThat(received.getBytes()).isEqualTo(message.getBytes());
    assertThat(received.getMessageId()).isEqualTo("message-1");
    assertThat(received.getCorrelationId()).isEqualTo("correlation-1");
    assertThat(received.getProperty("kind")).isEqualTo("advice");
    assertThat(received.getProperty("of")).isEqualTo("day 3/7");
    awaitEmptyQueue(device);
  }

  @OnEveryProtocol
  void shouldDeliverInOrderWhatWaitedForTheDevice(IotHubClientProtocol protocol) throws Exception {
    Messenger messenger = clients.messenger(protocol);
    Device device = clients.newDevice();
    for (int i = 0; i < 5; i++) {
      messenger.send(device.getDeviceId(), "message " + i);
    }
    assertThat(waiting(device)).isEqualTo(5);
    Inbox inbox = Inbox.that(IotHubMessageResult.COMPLETE);

    opened(device, protocol, inbox);

    for (int i = 0; i < 5; i++) {
      assertThat(inbox.nextText()).isEqualTo("message " + i);
    }
    awaitEmptyQueue(device);
  }

  @OnSettlingProtocols
  void shouldDeliverAgainWhatWasAbandoned(IotHubClientProtocol protocol) throws Exception {
    Messenger messenger = clients.messenger(protocol);
    Device device = clients.newDevice();
    Inbox inbox = Inbox.that(IotHubMessageResult.COMPLETE).butFirst(IotHubMessageResult.ABANDON);
    opened(device, protocol, inbox);

    messenger.send(device.getDeviceId(), "again");

    assertThat(inbox.nextText()).isEqualTo("again");
    assertThat(inbox.nextText()).isEqualTo("again");
    awaitEmptyQueue(device);
  }

  @OnSettlingProtocols
  void shouldGiveUpAfterTenDeliveriesAndSaySo(IotHubClientProtocol protocol) throws Exception {
    Messenger messenger = clients.messenger(protocol);
    Feedback feedback = clients.feedback(protocol).start();
    Device device = clients.newDevice();
    Inbox inbox = Inbox.that(IotHubMessageResult.ABANDON);
    opened(device, protocol, inbox);
    String id = Clients.newId();

    messenger.send(
        device.getDeviceId(), Messenger.message(id, "never", DeliveryAcknowledgement.NegativeOnly));

    assertThat(feedback.on(id).getStatusCode().name()).isEqualTo("deliveryCountExceeded");
    for (int i = 0; i < 10; i++) {
      assertThat(inbox.nextText()).isEqualTo("never");
    }
    assertThat(inbox.isEmpty()).isTrue();
    awaitEmptyQueue(device);
  }

  @OnSettlingProtocols
  void shouldTellTheSenderOfARejection(IotHubClientProtocol protocol) throws Exception {
    Messenger messenger = clients.messenger(protocol);
    Feedback feedback = clients.feedback(protocol).start();
    Device device = clients.newDevice();
    Inbox inbox = Inbox.that(IotHubMessageResult.REJECT);
    opened(device, protocol, inbox);
    String id = Clients.newId();

    messenger.send(device.getDeviceId(), Messenger.message(id, "no", DeliveryAcknowledgement.Full));

    assertThat(feedback.on(id).getStatusCode().name()).isEqualTo("rejected");
    assertThat(feedback.on(id).getDeviceId()).isEqualTo(device.getDeviceId());
    assertThat(feedback.on(id).getDeviceGenerationId()).isEqualTo(device.getGenerationId());
    assertThat(inbox.nextText()).isEqualTo("no");
    assertThat(inbox.isEmpty()).isTrue();
    awaitEmptyQueue(device);
  }

  @OnEveryProtocol
  void shouldTellTheSenderOfSuccess(IotHubClientProtocol protocol) throws Exception {
    Messenger messenger = clients.messenger(protocol);
    Feedback feedback = clients.feedback(protocol).start();
    Device device = clients.newDevice();
    opened(device, protocol, Inbox.that(IotHubMessageResult.COMPLETE));
    String id = Clients.newId();

    messenger.send(
        device.getDeviceId(), Messenger.message(id, "yes", DeliveryAcknowledgement.PositiveOnly));

    assertThat(feedback.on(id).getStatusCode().name()).isEqualTo("success");
    assertThat(feedback.on(id).getDeviceId()).isEqualTo(device.getDeviceId());
  }

  @Test
  void shouldTellTheSenderOfExpiry() throws Exception {
    Messenger messenger = clients.messenger();
    Feedback feedback = clients.feedback().start();
    Device device = clients.newDevice();
    messenger.open();

    String id = sendShortLived(messenger, device);

    assertThat(feedback.on(id).getStatusCode().name()).isEqualTo("expired");
    assertThat(waiting(device)).isZero();
  }

  /** The hub refuses what is over when it comes, as after a stall of the machine: sent anew. */
  private static String sendShortLived(Messenger messenger, Device device) throws Exception {
    while (true) {
      String id = Clients.newId();
      Message message = Messenger.message(id, "late", DeliveryAcknowledgement.Full);
      Instant end = Instant.now().plusSeconds(8);
      message.setExpiryTimeUtc(Date.from(end));
      try {
        messenger.send(device.getDeviceId(), message);
        return id;
      } catch (IotHubException e) {
        assertThat(Instant.now()).as("refused with: %s", e).isAfter(end);
      }
    }
  }

  @Test
  void shouldRefuseUnknownDevice() throws Exception {
    Messenger messenger = clients.messenger();

    assertThatThrownBy(() -> messenger.send(Clients.newId(), "nobody"))
        .isInstanceOf(IotHubNotFoundException.class);
  }

  @Test
  void shouldRefuseMoreThanTheQueueHoldsAndTakeMoreOnceItIsRead() throws Exception {
    Messenger messenger = clients.messenger();
    Device device = clients.newDevice();
    for (int i = 0; i < DEEPEST_QUEUE; i++) {
      messenger.send(device.getDeviceId(), "message " + i);
    }

    assertThatThrownBy(() -> messenger.send(device.getDeviceId(), "too many"))
        .isInstanceOf(IotHubDeviceMaximumQueueDepthExceededException.class);

    assertThat(waiting(device)).isEqualTo(DEEPEST_QUEUE);
    opened(device, IotHubClientProtocol.HTTPS, Inbox.that(IotHubMessageResult.COMPLETE));
    awaitEmptyQueue(device);
    messenger.send(device.getDeviceId(), "again");
  }

  /** Its polls are too rare for the first client to receive again what it abandons. */
  @OnConnectedProtocols
  void shouldShowTheSameQueueToEveryProtocol(IotHubClientProtocol protocol) throws Exception {
    Messenger messenger = clients.messenger(protocol);
    Device device = clients.newDevice();
    messenger.send(device.getDeviceId(), "one");
    DeviceClient first =
        clients.device(
            clients.connectionString(device.getDeviceId(), device.getPrimaryKey()),
            IotHubClientProtocol.HTTPS,
            options -> options.receiveInterval(5 * Await.LONGEST_MILLIS));
    Inbox abandoning = Inbox.that(IotHubMessageResult.ABANDON);
    first.setMessageCallback(abandoning, null);
    Clients.open(first);
    assertThat(abandoning.nextText()).isEqualTo("one");
    first.close();
    Inbox completing = Inbox.that(IotHubMessageResult.COMPLETE);

    opened(device, protocol, completing);

    assertThat(completing.nextText()).isEqualTo("one");
    awaitEmptyQueue(device);
  }
}
