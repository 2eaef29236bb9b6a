package io.efollowup.conformance;

import com.microsoft.azure.sdk.iot.service.exceptions.IotHubException;
import com.microsoft.azure.sdk.iot.service.messaging.DeliveryAcknowledgement;
import com.microsoft.azure.sdk.iot.service.messaging.IotHubServiceClientProtocol;
import com.microsoft.azure.sdk.iot.service.messaging.Message;
import com.microsoft.azure.sdk.iot.service.messaging.MessagingClient;
import com.microsoft.azure.sdk.iot.service.messaging.MessagingClientOptions;
import io.efollowup.testkit.process.Await;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Sends to devices with the service library. */
final class Messenger implements AutoCloseable {
  private final MessagingClient client;
  private boolean open;

  Messenger(String connectionString, IotHubServiceClientProtocol protocol, SSLContext trust) {
    client =
        new MessagingClient(
            connectionString, protocol, MessagingClientOptions.builder().sslContext(trust).build());
  }

  /** A message that asks for this feedback. */
  static Message message(String id, String body, DeliveryAcknowledgement feedback) {
    Message message = new Message(body);
    message.setMessageId(id);
    message.setDeliveryAcknowledgement(feedback);
    return message;
  }

  void send(String device, String body)
      throws IotHubException, IOException, InterruptedException, TimeoutException {
    send(device, message(Clients.newId(), body, DeliveryAcknowledgement.None));
  }

  /** Connects, which sending does by itself where it is to be done yet. */
  void open() throws IotHubException, IOException, InterruptedException, TimeoutException {
    if (!open) {
      client.open(Await.LONGEST_MILLIS);
      open = true;
    }
  }

  /** Returns when the hub has taken the message. */
  void send(String device, Message message)
      throws IotHubException, IOException, InterruptedException, TimeoutException {
    open();
    client.send(device, message, Await.LONGEST_MILLIS);
  }

  @Override
  public void close() throws InterruptedException {
    if (open) {
      open = false;
      client.close(Await.LONGEST_MILLIS);
    }
  }
}
