package io.efollowup.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.azure.sdk.iot.service.registry.Device;
import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.HubProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.DeliveryState;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.Tracker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The AMQP door as any AMQP 1.0 client finds it. */
@OnHub
class RawAmqpTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int TOO_LARGE = 256 * 1024 + 1;

  private final Clients clients;

  RawAmqpTest(Clients clients) {
    this.clients = clients;
  }

  @AfterEach
  void close() throws Exception {
    clients.close();
  }

  private RawConnection connect(boolean sasl) throws Exception {
    clients.assumeDoor(HubProcess.AMQPS);
    return clients.closing(new RawConnection(clients.hub(), sasl));
  }

  private String token(Device device) {
    return SasTokens.of(
        clients.hub().address() + "/devices/" + device.getDeviceId(), device.getPrimaryKey(), HOUR);
  }

  private RawConnection connectedAs(Device device) throws Exception {
    RawConnection connection = connect(true);
    assertThat(connection.putToken(device.getDeviceId(), token(device))).isEqualTo(200);
    return connection;
  }

  private static String events(Device device) {
    return "/devices/" + device.getDeviceId() + "/messages/events";
  }

  private static String devicebound(Device device) {
    return "/devices/" + device.getDeviceId() + "/messages/devicebound";
  }

  private static DeliveryState.Type outcome(Sender sender, byte[] body) throws Exception {
    Tracker tracker =
        sender.send(Message.create(body)).awaitSettlement(Await.LONGEST_SECONDS, TimeUnit.SECONDS);
    return tracker.remoteState().getType();
  }

  @ParameterizedTest(name = "with SASL: {0}")
  @ValueSource(booleans = {true, false})
  void shouldAcceptTelemetry(boolean sasl) throws Exception {
    Device device = clients.newDevice();
    RawConnection connection = connect(sasl);
    assertThat(connection.putToken(device.getDeviceId(), token(device))).isEqualTo(200);

    Sender sender = connection.sender(events(device));

    for (int i = 0; i < 10; i++) {
      assertThat(outcome(sender, new byte[] {1, 2, 3})).isEqualTo(DeliveryState.Type.ACCEPTED);
    }
  }

  /** By the subprotocol that OASIS gave it. */
  @Test
  void shouldAcceptTelemetryOverWebSocket() throws Exception {
    Device device = clients.newDevice();
    RawConnection connection = clients.closing(RawConnection.overWebSocket(clients.hub()));
    assertThat(connection.putToken(device.getDeviceId(), token(device))).isEqualTo(200);

    Sender sender = connection.sender(events(device));

    assertThat(outcome(sender, new byte[200 * 1024])).isEqualTo(DeliveryState.Type.ACCEPTED);
  }

  @Test
  void shouldAnswer401ToAWrongToken() throws Exception {
    Device device = clients.newDevice();
    Device other = clients.newDevice();

    assertThat(connect(true).putToken(device.getDeviceId(), token(other))).isEqualTo(401);
  }

  @Test
  void shouldRefuseALinkBeforeAToken() throws Exception {
    Device device = clients.newDevice();
    RawConnection connection = connect(true);

    ExecutionException refusal =
        catchThrowableOfType(ExecutionException.class, () -> connection.sender(events(device)));

    assertThat(RawConnection.refusalOf(refusal).condition()).isEqualTo("amqp:unauthorized-access");
  }

  @Test
  void shouldRefuseLinksOfAnotherDeviceAndKeepItsOwn() throws Exception {
    Device device = clients.newDevice();
    Device other = clients.newDevice();
    RawConnection connection = connectedAs(device);
    Sender own = connection.sender(events(device));

    ExecutionException sending =
        catchThrowableOfType(ExecutionException.class, () -> connection.sender(events(other)));
    ExecutionException receiving =
        catchThrowableOfType(
            ExecutionException.class, () -> connection.receiver(devicebound(other)));

    assertThat(RawConnection.refusalOf(sending).condition()).isEqualTo("amqp:unauthorized-access");
    assertThat(RawConnection.refusalOf(receiving).condition())
        .isEqualTo("amqp:unauthorized-access");
    assertThat(outcome(own, new byte[] {1})).isEqualTo(DeliveryState.Type.ACCEPTED);
  }

  @Test
  void shouldRejectTooLargeMessageAndAcceptTheNext() throws Exception {
    Device device = clients.newDevice();
    Sender sender = connectedAs(device).sender(events(device));

    assertThat(outcome(sender, new byte[TOO_LARGE])).isEqualTo(DeliveryState.Type.REJECTED);

    assertThat(outcome(sender, new byte[200 * 1024])).isEqualTo(DeliveryState.Type.ACCEPTED);
  }

  /** {@code modified} means abandoned. */
  @Test
  void shouldDeliverAgainWhatWasModified() throws Exception {
    Device device = clients.newDevice();
    var receiver = connectedAs(device).receiver(devicebound(device));
    clients.messenger().send(device.getDeviceId(), "again");

    Delivery first = receiver.receive(Await.LONGEST_SECONDS, TimeUnit.SECONDS);
    first.disposition(DeliveryState.modified(true, false), true);
    Delivery second = receiver.receive(Await.LONGEST_SECONDS, TimeUnit.SECONDS);
    second.accept();

    assertThat(new String((byte[]) second.message().body(), StandardCharsets.UTF_8))
        .isEqualTo("again");
    assertThat(second.message().to()).isEqualTo(devicebound(device));
  }
}
