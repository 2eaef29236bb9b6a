package io.efollowup.hub.internal.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Sender;
import org.junit.jupiter.api.Test;

/** How much of the hub one peer may have. */
class SharesTest {
  private static final String EVENTS = "/devices/%s/messages/events";
  private static final int PART = 200_000;

  private final MemoryHub hub = new MemoryHub();
  private final List<MemoryConnection> connections = new ArrayList<>();

  private MemoryClient client(String token) {
    MemoryConnection connection = hub.connect();
    connections.add(connection);
    return MemoryClient.authorised(connection, token);
  }

  /** The most of a message, whose rest never comes. */
  private static Delivery begin(MemoryClient client, Sender sender, int bytes) {
    Delivery delivery = sender.delivery(ByteBuffer.allocate(4).putInt(7).array());
    sender.send(new byte[bytes], 0, bytes);
    client.exchange();
    return delivery;
  }

  /** What one device leaves unfinished on many links, over two connections. */
  private List<Delivery> beginMany(String device) {
    List<Delivery> begun = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      MemoryClient client = client(MemoryHub.token(device));
      for (int link = 0; link < 28; link++) {
        begun.add(begin(client, client.sender(EVENTS.formatted(device)), PART));
      }
    }
    return begun;
  }

  @Test
  void shouldNotLetOneDeviceFillTheRoomOfAll() {
    beginMany("a");
    assertThat(hub.budget.held()).isBetween(5L * PART, 1024L * 1024);

    MemoryClient other = client(MemoryHub.token("b"));
    Sender events = other.sender(EVENTS.formatted("b"));
    assertThat(other.send(events, MemoryClient.telemetry("x".repeat(PART)))).isTrue();

    connections.forEach(MemoryConnection::gone);
    assertThat(hub.budget.held()).isZero();
    assertThat(hub.budget.owners()).isZero();
  }

  @Test
  void shouldSayThatItsShareIsFull() {
    beginMany("a");
    MemoryClient client = client(MemoryHub.token("a"));
    Sender sender = client.sender(EVENTS.formatted("a"));
    Delivery delivery = begin(client, sender, PART);
    sender.advance();
    client.exchange();
    Rejected rejected = (Rejected) delivery.getRemoteState();
    assertThat(rejected.getError().getCondition().toString())
        .isEqualTo("com.microsoft:device-container-throttled");
    assertThat(hub.refused(HubError.DEVICE_ARRIVING_FULL)).isEqualTo(1);
    assertThat(hub.refused(HubError.OVERLOADED)).isZero();
  }

  @Test
  void shouldNotHoldTokensOfOthersThanTheAddressThatShowsThem() {
    MemoryClient proved = client(MemoryHub.token("a"));
    MemoryConnection unproved = hub.connect();
    unproved.feed(RawFrames.HEADER);
    unproved.feed(RawFrames.frame(0, RawFrames.open()));
    unproved.feed(RawFrames.begin(0));
    unproved.feed(RawFrames.sender(0, "$cbs"));
    unproved.feed(RawFrames.transfer(0, 0, true, new byte[7000]));
    assertThat(hub.budget.held()).isEqualTo(7000);
    assertThat(hub.budget.owners()).as("the device and the address").isEqualTo(2);
    unproved.gone();
    assertThat(hub.budget.owners()).isEqualTo(1);
    proved.close();
  }

  @Test
  void shouldKeepADeviceToTheLinksItsLibrariesOpen() {
    MemoryClient client = client(MemoryHub.token("a"));
    List<Sender> senders = new ArrayList<>();
    for (int i = 0; i < 31 && !connections.getFirst().disconnected(); i++) {
      senders.add(client.sender(EVENTS.formatted("a")));
    }
    assertThat(connections.getFirst().disconnected()).isTrue();
    assertThat(senders).hasSize(31);
    assertThat(hub.refused(HubError.MALFORMED_REQUEST)).isEqualTo(1);
  }

  @Test
  void shouldLetADeviceCloseLinksAndOpenOthers() {
    MemoryClient client = client(MemoryHub.token("a"));
    for (int i = 0; i < 200; i++) {
      client.detach(client.sender(EVENTS.formatted("a")));
    }
    assertThat(connections.getFirst().disconnected()).isFalse();
  }

  @Test
  void shouldGiveEachDeviceOfAConnectionItsLinks() {
    MemoryClient client = client(MemoryHub.token("a"));
    client.authorise(MemoryHub.token("b"));
    for (int i = 0; i < 20; i++) {
      for (String device : List.of("a", "b")) {
        assertThat(client.sender(EVENTS.formatted(device)).getRemoteState())
            .isEqualTo(EndpointState.ACTIVE);
      }
    }
    assertThat(connections.getFirst().disconnected()).isFalse();
  }

  @Test
  void shouldLetAServiceHaveMoreLinks() {
    MemoryClient client = client(MemoryHub.serviceToken());
    for (int i = 0; i < 300; i++) {
      client.sender("/messages/devicebound");
    }
    assertThat(connections.getFirst().disconnected()).isFalse();
  }
}
