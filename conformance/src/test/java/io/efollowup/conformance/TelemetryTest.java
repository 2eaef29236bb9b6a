package io.efollowup.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import io.efollowup.testkit.process.Await;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What devices send, of whatever content. */
@OnHub
class TelemetryTest {
  private static final int TOO_LARGE = 256 * 1024 + 1;

  private final Clients clients;

  TelemetryTest(Clients clients) {
    this.clients = clients;
  }

  @AfterEach
  void close() throws Exception {
    clients.close();
  }

  private DeviceClient opened(IotHubClientProtocol protocol) throws Exception {
    DeviceClient client = clients.device(clients.newDevice(), protocol);
    Clients.open(client);
    return client;
  }

  private double taken() {
    return clients.hub().metric("hub_discarded_total");
  }

  @OnEveryProtocol
  void shouldOpenAndCloseAndOpenAgain(IotHubClientProtocol protocol) throws Exception {
    DeviceClient client = opened(protocol);
    client.close();

    Clients.open(client);

    client.sendEvent(new Message("again"), Await.LONGEST_MILLIS);
  }

  @OnEveryProtocol
  void shouldAcknowledgeMessageWithEveryProperty(IotHubClientProtocol protocol) throws Exception {
    DeviceClient client = opened(protocol);
    double before = taken();
    Message message = new Message("{\"heartRate\":61}");
    message.setMessageId("message-1");
    message.setCorrelationId("correlation-1");
    message.setContentType("application/json");
    message.setContentEncoding("utf-8");
    message.setProperty("sensor", "a");
    message.setProperty("Mixed-Case", "value with spaces, / and =");

    client.sendEvent(message, Await.LONGEST_MILLIS);

    assertThat(taken() - before).isEqualTo(1);
  }

  @OnEveryProtocol
  void shouldAcknowledge200KilobyteMessage(IotHubClientProtocol protocol) throws Exception {
    DeviceClient client = opened(protocol);
    double before = taken();

    client.sendEvent(new Message(new byte[200 * 1024]), Await.LONGEST_MILLIS);

    assertThat(taken() - before).isEqualTo(1);
  }

  /** Over MQTT the library itself refuses to send one. */
  @OnSettlingProtocols
  void shouldAcknowledgeEmptyMessage(IotHubClientProtocol protocol) throws Exception {
    opened(protocol).sendEvent(new Message(new byte[0]), Await.LONGEST_MILLIS);
  }

  @OnEveryProtocol
  void shouldAcknowledgeEachOfManyMessagesSentAtOnce(IotHubClientProtocol protocol)
      throws Exception {
    DeviceClient client = opened(protocol);
    Queue<Optional<IotHubClientException>> outcomes = new ConcurrentLinkedQueue<>();

    for (int i = 0; i < 100; i++) {
      client.sendEventAsync(
          new Message("message " + i),
          (sent, failure, context) -> outcomes.add(Optional.ofNullable(failure)),
          null);
    }

    for (int i = 0; i < 100; i++) {
      assertThat(Await.next("an outcome", outcomes)).isEqualTo(Optional.empty());
    }
  }

  /** The library batches over HTTPS only. */
  @Test
  void shouldAcknowledgeBatch() throws Exception {
    DeviceClient client = opened(IotHubClientProtocol.HTTPS);
    double before = taken();
    List<Message> batch = IntStream.range(0, 20).mapToObj(i -> new Message("item " + i)).toList();
    batch.getFirst().setMessageId("first");
    batch.getLast().setProperty("sensor", "b");

    client.sendEvents(batch, Await.LONGEST_MILLIS);

    assertThat(taken() - before).isEqualTo(20);
  }

  @OnSettlingProtocols
  void shouldRefuseTooLargeMessageAndTakeTheNext(IotHubClientProtocol protocol) throws Exception {
    DeviceClient client = opened(protocol);

    IotHubClientException refusal =
        catchThrowableOfType(
            IotHubClientException.class,
            () -> client.sendEvent(new Message(new byte[TOO_LARGE]), Await.LONGEST_MILLIS));

    assertThat(refusal.getStatusCode()).isEqualTo(IotHubStatusCode.REQUEST_ENTITY_TOO_LARGE);
    client.sendEvent(new Message("small"), Await.LONGEST_MILLIS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.efollowup.conformance.Protocols#withoutRefusal")
  void shouldHangUpOnTooLargeMessage(IotHubClientProtocol protocol) throws Exception {
    DeviceClient client = opened(protocol);
    double before = clients.hub().metric("hub_refused_total{reason=\"message-too-large\"");

    assertThatThrownBy(
            () -> client.sendEvent(new Message(new byte[TOO_LARGE]), Await.LONGEST_MILLIS))
        .isInstanceOf(IotHubClientException.class);

    assertThat(clients.hub().metric("hub_refused_total{reason=\"message-too-large\"") - before)
        .isEqualTo(1);
  }
}
