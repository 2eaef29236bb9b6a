package io.efollowup.hub.internal.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import java.util.Map;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.transport.Begin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a peer may begin, and what of it counts before it has shown a token. */
class ConductTest {
  private static final int FREE = 16;
  private static final int EACH = 2048;

  private final MemoryHub hub = new MemoryHub();
  private MemoryConnection connection;
  private MemoryClient client;

  @BeforeEach
  void open() {
    connection = hub.connect();
    client = MemoryClient.open(connection, MemoryClient.Login.ANONYMOUS);
  }

  @AfterEach
  void shouldLeaveNothingBehind() {
    connection.gone();
    assertThat(hub.budget.held()).isZero();
    assertThat(hub.budget.owners()).isZero();
    assertThat(hub.refused(HubError.SERVER_ERROR)).isZero();
  }

  private void begin(int from, int to, Map<Symbol, Object> properties) {
    for (int channel = from; channel < to && !connection.disconnected(); channel++) {
      Begin begin = new Begin();
      begin.setNextOutgoingId(UnsignedInteger.ZERO);
      begin.setIncomingWindow(UnsignedInteger.ONE);
      begin.setOutgoingWindow(UnsignedInteger.ONE);
      begin.setProperties(properties);
      connection.feed(RawFrames.frame(channel, begin));
      connection.take();
    }
  }

  @Test
  void shouldCountSessionsBeyondAFewUntilThereIsAToken() {
    begin(1, FREE, null);
    assertThat(hub.budget.held()).as("with the client's own").isZero();
    begin(FREE, FREE + 100, null);
    assertThat(hub.budget.held()).isEqualTo(100 * EACH);
    connection.feed(RawFrames.end(FREE));
    assertThat(hub.budget.held()).isEqualTo(99 * EACH);

    client.authorise(MemoryHub.token("a"));

    assertThat(hub.budget.held()).isZero();
    begin(500, 600, null);
    assertThat(hub.budget.held()).isZero();
    assertThat(connection.disconnected()).isFalse();
  }

  @Test
  void shouldEndAStrangersConnectionWhoseSessionsFillTheShareOfItsAddress() {
    begin(1, 1100, null);
    assertThat(connection.disconnected()).isTrue();
    assertThat(hub.refused(HubError.ADDRESS_ARRIVING_FULL)).isEqualTo(1);
  }

  @Test
  void shouldNotKeepPropertiesOfManySessions() {
    Map<Symbol, Object> properties = Map.of(Symbol.valueOf("move"), "x".repeat(1000));
    begin(1, FREE, properties);
    assertThat(connection.disconnected()).isFalse();
    begin(FREE, FREE + 1, properties);
    assertThat(connection.disconnected()).isTrue();
    assertThat(hub.refused(HubError.MALFORMED_REQUEST)).isEqualTo(1);
  }
}
