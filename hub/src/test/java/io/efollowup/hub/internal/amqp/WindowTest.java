package io.efollowup.hub.internal.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.CloudToDeviceMessage;
import java.io.ByteArrayOutputStream;
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

/** Links of one session whose window the peer shuts and opens, by reading or not. */
class WindowTest {
  private static final int LARGE = 60_000;
  private static final int FEW_BYTES = 64 * 1024;
  private static final int MESSAGES = 12;

  private final MemoryHub hub = new MemoryHub();
  private final Map<Receiver, List<String>> taken = new HashMap<>();
  private final Map<Receiver, ByteArrayOutputStream> partial = new HashMap<>();
  private final List<Delivery> unsettled = new ArrayList<>();
  private MemoryConnection connection;
  private MemoryClient client;
  private List<Receiver> receivers;

  @BeforeEach
  void attachWithASmallWindow() {
    connection = hub.connect();
    client = MemoryClient.authorised(connection, MemoryHub.policyToken("device", MemoryHub.NAME));
    client.session.setIncomingCapacity(FEW_BYTES);
    receivers = List.of(receiver("a"), receiver("b"));
  }

  private Receiver receiver(String device) {
    Receiver receiver = client.receiver("/devices/" + device + "/messages/devicebound");
    receiver.flow(MESSAGES);
    client.exchange();
    taken.put(receiver, new ArrayList<>());
    partial.put(receiver, new ByteArrayOutputStream());
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

  /** Reads all that is there, which opens the window, and settles nothing; how many bytes. */
  private int read(Receiver receiver) {
    int read = 0;
    Delivery current = receiver.current();
    while (current != null && current.pending() > 0) {
      byte[] bytes = new byte[current.pending()];
      read += receiver.recv(bytes, 0, bytes.length);
      partial.get(receiver).writeBytes(bytes);
      if (!current.isPartial()) {
        receiver.advance();
        unsettled.add(current);
        taken.get(receiver).add(number(partial.get(receiver).toByteArray()));
        partial.get(receiver).reset();
      }
      current = receiver.current();
    }
    client.exchange();
    return read;
  }

  private static String number(byte[] bytes) {
    Message message = Message.Factory.create();
    message.decode(bytes, 0, bytes.length);
    byte[] body = ((Data) message.getBody()).getValue().getArray();
    assertThat(body).hasSize(LARGE);
    return new String(body, 0, 3, UTF_8).split(";", 2)[0];
  }

  private void readAll() {
    int read = 1;
    while (read > 0) {
      read = receivers.stream().mapToInt(this::read).sum();
    }
  }

  private void shouldHaveAllInOrder() {
    List<String> all = IntStream.range(0, MESSAGES).mapToObj(String::valueOf).toList();
    receivers.forEach(receiver -> assertThat(taken.get(receiver)).isEqualTo(all));
  }

  @Test
  void shouldSendOnAllLinksOfASessionWhoseWindowOpensAgain() {
    enqueue();

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

    readAll();

    shouldHaveAllInOrder();
  }
}
