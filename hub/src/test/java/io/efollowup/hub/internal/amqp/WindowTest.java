package io.efollowup.hub.internal.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.CloudToDeviceMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links of one session whose window the peer shuts and opens, and nothing else. */
class WindowTest {
  private static final int LARGE = 60_000;

  /** After the answer to the token. */
  private static final int NEXT_TRANSFER = 2;

  private static final int MESSAGES = 12;

  private final MemoryHub hub = new MemoryHub();
  private final Map<Receiver, List<String>> taken = new HashMap<>();
  private final List<Delivery> unsettled = new ArrayList<>();
  private MemoryConnection connection;
  private MemoryClient client;
  private List<Receiver> receivers;

  @BeforeEach
  void attachAndShutTheWindow() {
    connection = hub.connect();
    client = MemoryClient.authorised(connection, MemoryHub.policyToken("device", MemoryHub.NAME));
    receivers = List.of(receiver("a"), receiver("b"));
    connection.feed(RawFrames.window(NEXT_TRANSFER, 0));
  }

  private void openTheWindow() {
    connection.feed(RawFrames.window(NEXT_TRANSFER, 0x7000_0000L));
    client.exchange();
  }

  private Receiver receiver(String device) {
    Receiver receiver = client.receiver("/devices/" + device + "/messages/devicebound");
    receiver.flow(MESSAGES);
    client.exchange();
    taken.put(receiver, new ArrayList<>());
    return receiver;
  }

  @AfterEach
  void shouldLeaveNothingBehind() {
    connection.gone();
    assertThat(hub.budget.held()).isZero();
    assertThat(hub.refusedAny()).isZero();
  }

  private void enqueue() {
    for (int i = 0; i < MESSAGES; i++) {
      byte[] body = Arrays.copyOf((i + ";").getBytes(UTF_8), LARGE);
      hub.queue.enqueue("a", CloudToDeviceMessage.of(body));
      hub.queue.enqueue("b", CloudToDeviceMessage.of(body));
    }
    hub.vertx.run();
    client.exchange();
  }

  /** What has come, of which nothing is settled. */
  private void readAll() {
    receivers.forEach(this::read);
  }

  private void read(Receiver receiver) {
    for (Delivery next = receiver.current();
        next != null && !next.isPartial();
        next = receiver.current()) {
      byte[] bytes = new byte[next.pending()];
      receiver.recv(bytes, 0, bytes.length);
      receiver.advance();
      unsettled.add(next);
      taken.get(receiver).add(number(bytes));
    }
  }

  private static String number(byte[] bytes) {
    Message message = Message.Factory.create();
    message.decode(bytes, 0, bytes.length);
    byte[] body = ((Data) message.getBody()).getValue().getArray();
    assertThat(body).hasSize(LARGE);
    return new String(body, 0, 3, UTF_8).split(";", 2)[0];
  }

  private void shouldHaveAllInOrder() {
    List<String> all = IntStream.range(0, MESSAGES).mapToObj(String::valueOf).toList();
    receivers.forEach(receiver -> assertThat(taken.get(receiver)).isEqualTo(all));
  }

  @Test
  void shouldSendOnAllLinksOfASessionWhoseWindowOpensAgain() {
    enqueue();
    readAll();
    assertThat(unsettled).isEmpty();

    openTheWindow();

    readAll();
    shouldHaveAllInOrder();
    unsettled.forEach(
        delivery -> {
          delivery.disposition(Accepted.getInstance());
          delivery.settle();
        });
    client.exchange();
    assertThat(hub.queue.mayHoldMessages("a")).isFalse();
    assertThat(hub.queue.mayHoldMessages("b")).isFalse();
  }

  @Test
  void shouldSendWhatOneLinkLeavesRoomForWhenTheOtherEnds() {
    enqueue();
    client.detach(receivers.getFirst());
    receivers = receivers.subList(1, 2);

    openTheWindow();

    readAll();
    shouldHaveAllInOrder();
  }
}
