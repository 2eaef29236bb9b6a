package io.efollowup.conformance;

import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.HubProcess;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.ConnectionOptions;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.ErrorCondition;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.ReceiverOptions;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.apache.qpid.protonj2.client.exceptions.ClientResourceRemotelyClosedException;

/** AMQP 1.0 and nothing else, spoken by a library that knows nothing of Azure. */
final class RawConnection implements AutoCloseable {
  private final Client client = Client.create();
  private final HubProcess hub;
  private final Connection connection;
  private final Sender tokens;
  private final Receiver answers;

  /** With SASL or without, over TCP. */
  RawConnection(HubProcess hub, boolean sasl) throws ClientException {
    this(hub, sasl, HubProcess.AMQPS);
  }

  private RawConnection(HubProcess hub, boolean sasl, int port) throws ClientException {
    this.hub = hub;
    ConnectionOptions options =
        new ConnectionOptions().sslEnabled(true).openTimeout(Await.LONGEST_MILLIS);
    options.sslOptions().sslContextOverride(hub.trust());
    options.saslOptions().saslEnabled(sasl);
    options.transportOptions().useWebSockets(port == HubProcess.HTTPS);
    options.transportOptions().webSocketPath("/$iothub/websocket");
    this.connection = client.connect(hub.address(), port, options);
    this.tokens = connection.openSender("$cbs");
    this.answers = connection.openReceiver("$cbs");
  }

  static RawConnection overWebSocket(HubProcess hub) throws ClientException {
    return new RawConnection(hub, true, HubProcess.HTTPS);
  }

  /** Puts a token for a device and returns the status code that is answered. */
  int putToken(String device, String token) throws ClientException {
    UUID id = UUID.randomUUID();
    Message<String> request =
        Message.create(token)
            .messageId(id)
            .to("$cbs")
            .replyTo("cbs")
            .property("operation", "put-token")
            .property("type", "servicebus.windows.net:sastoken")
            .property("name", hub.address() + "/devices/" + device);
    tokens.send(request).awaitAccepted(Await.LONGEST_SECONDS, TimeUnit.SECONDS);
    Delivery answer = answers.receive(Await.LONGEST_SECONDS, TimeUnit.SECONDS);
    if (answer == null || !id.equals(answer.message().correlationId())) {
      throw new AssertionError("no answer that carries the request's message id");
    }
    return (int) answer.message().property("status-code");
  }

  Sender sender(String address) throws Exception {
    return connection.openSender(address).openFuture().get(Await.LONGEST_SECONDS, TimeUnit.SECONDS);
  }

  Receiver receiver(String address) throws Exception {
    return connection
        .openReceiver(address, new ReceiverOptions().autoAccept(false))
        .openFuture()
        .get(Await.LONGEST_SECONDS, TimeUnit.SECONDS);
  }

  /** With what condition the hub refuses a link. */
  static ErrorCondition refusalOf(ExecutionException failure) {
    if (failure.getCause() instanceof ClientResourceRemotelyClosedException refusal) {
      return refusal.getErrorCondition();
    }
    throw new AssertionError("not refused by the hub", failure);
  }

  @Override
  public void close() {
    connection.close();
    client.close();
  }
}
