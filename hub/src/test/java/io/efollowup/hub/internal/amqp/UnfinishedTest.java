package io.efollowup.hub.internal.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import io.efollowup.hub.IfMatch;
import io.efollowup.hub.TwinChange;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is begun and not brought to an end, and what is too much at once. */
class UnfinishedTest {
  private static final String EVENTS = "/devices/a/messages/events";
  private static final int BATCH_FORMAT = 0x80013700;

  private final MemoryHub hub = new MemoryHub();
  private MemoryConnection connection;
  private MemoryClient client;

  @BeforeEach
  void connect() {
    connection = hub.connect();
    client = MemoryClient.authorised(connection, MemoryHub.token("a"));
  }

  @AfterEach
  void shouldLeaveNothingBehind() {
    connection.gone();
    assertThat(hub.budget.held()).isZero();
    assertThat(hub.refused(HubError.SERVER_ERROR)).isZero();
  }

  private Delivery begin(Sender sender, byte[] part) {
    Delivery delivery = sender.delivery(new byte[] {1});
    sender.send(part, 0, part.length);
    client.exchange();
    return delivery;
  }

  @Test
  void shouldNotWaitForTheRestOfAMessageForEver() {
    begin(client.sender(EVENTS), new byte[1000]);
    assertThat(hub.budget.held()).isEqualTo(1000);

    hub.vertx.fireNewest();

    assertThat(hub.refused(HubError.REQUEST_TIMEOUT)).isEqualTo(1);
    assertThat(connection.disconnected()).isTrue();
    assertThat(hub.vertx.newestDelay()).isPositive();
  }

  @Test
  void shouldGiveAMessageItsTimeOnceHoweverManyPartsItHas() {
    Sender sender = client.sender(EVENTS);
    int timers = hub.vertx.timers();
    byte[] message = MemoryClient.telemetry("x".repeat(3000));
    Delivery delivery = sender.delivery(new byte[] {1});
    for (int at = 0; at < message.length; at += 500) {
      sender.send(message, at, Math.min(500, message.length - at));
      client.exchange();
      assertThat(hub.vertx.timers()).isLessThanOrEqualTo(timers + 1);
    }
    assertThat(hub.vertx.timers()).isEqualTo(timers + 1);
    sender.advance();
    client.exchange();
    assertThat(delivery.getRemoteState()).isInstanceOf(Accepted.class);
    assertThat(hub.vertx.timers()).as("nothing is waited for").isEqualTo(timers);
  }

  @Test
  void shouldWaitForNothingMoreOfAMessageThatWasAborted() {
    MemoryConnection raw = hub.connect();
    raw.feed(RawFrames.HEADER);
    raw.feed(RawFrames.frame(0, RawFrames.open()));
    raw.feed(RawFrames.begin(0));
    raw.feed(RawFrames.sender(0, "$cbs"));
    int timers = hub.vertx.timers();
    raw.feed(RawFrames.transfer(0, 0, true, new byte[1000]));
    assertThat(hub.vertx.timers()).isEqualTo(timers + 1);
    assertThat(hub.budget.held()).isEqualTo(1000);
    raw.feed(RawFrames.abort(0, 0));
    assertThat(hub.vertx.timers()).isEqualTo(timers);
    assertThat(hub.budget.held()).isZero();
    raw.gone();
  }

  private Sender twinSender(String correlation) {
    Sender sender = client.session.sender("twin-" + correlation);
    Target target = new Target();
    target.setAddress("/devices/a/twin");
    sender.setTarget(target);
    sender.setSource(new Source());
    sender.setProperties(
        Map.of(Symbol.valueOf("com.microsoft:channel-correlation-id"), correlation));
    sender.open();
    client.exchange();
    return sender;
  }

  private void makeTwinLarge() {
    String many = ("\"" + "x".repeat(4_000) + "\",").repeat(7);
    hub.twins.update(
        "a",
        TwinChange.ofDesired(("{\"a\":[" + many + "0]}").getBytes(StandardCharsets.UTF_8)),
        IfMatch.any());
  }

  private void askForTwin(Sender sender) {
    if (!connection.disconnected()) {
      client.send(sender, MemoryClient.twinRequest("GET", "", ""));
    }
  }

  @Test
  void shouldNotKeepAnswersForManyPathsThatNobodyFetches() {
    makeTwinLarge();
    for (int path = 0; path < 20; path++) {
      Sender sender = twinSender("path-" + path);
      for (int i = 0; i < 3; i++) {
        askForTwin(sender);
      }
    }
    assertThat(hub.refused(HubError.OVERLOADED)).isEqualTo(1);
    assertThat(connection.disconnected()).isTrue();
  }

  @Test
  void shouldForgetTheAnswersOfAPathThatHasGone() {
    makeTwinLarge();
    for (int path = 0; path < 20; path++) {
      Sender sender = twinSender("path-" + path);
      for (int i = 0; i < 3; i++) {
        askForTwin(sender);
      }
      client.detach(sender);
    }
    assertThat(hub.refused(HubError.OVERLOADED)).isZero();
    assertThat(connection.disconnected()).isFalse();
  }

  private static byte[] batch(int messages) {
    Message one = Message.Factory.create();
    one.setBody(new Data(new Binary(MemoryClient.telemetry("x"))));
    byte[] section = AmqpCodec.encode(one, 200);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < messages; i++) {
      all.writeBytes(section);
    }
    return all.toByteArray();
  }

  private DeliveryState sendBatch(int messages) {
    Sender sender = client.sender(EVENTS);
    Delivery delivery = sender.delivery(ByteBuffer.allocate(4).putInt(messages).array());
    delivery.setMessageFormat(BATCH_FORMAT);
    byte[] bytes = batch(messages);
    sender.send(bytes, 0, bytes.length);
    sender.advance();
    client.exchange();
    return delivery.getRemoteState();
  }

  @Test
  void shouldTakeABatchOfManyMessages() {
    assertThat(sendBatch(500)).isInstanceOf(Accepted.class);
    assertThat(hub.entries("a")).isEqualTo(500);
  }

  @Test
  void shouldRefuseABatchOfTooMany() {
    List<DeliveryState> answers = new ArrayList<>();
    answers.add(sendBatch(501));
    answers.add(sendBatch(1500));
    assertThat(answers).allMatch(Rejected.class::isInstance);
    assertThat(hub.entries("a")).isZero();
    assertThat(hub.refused(HubError.MALFORMED_REQUEST)).isEqualTo(2);
  }
}
