package io.efollowup.hub.internal.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.IfMatch;
import io.efollowup.hub.TwinChange;
import java.util.Map;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits for its link, for credit or for a peer that does not read, and when it goes out. */
class RepliesTest {
  private static final Symbol CORRELATION = Symbol.valueOf("com.microsoft:channel-correlation-id");
  private static final String TWIN = "/devices/a/twin";

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
    assertThat(hub.refusedAny()).isZero();
  }

  private <T extends Link> T attach(T link, String pair) {
    Source source = new Source();
    source.setAddress(TWIN);
    Target target = new Target();
    target.setAddress(TWIN);
    link.setSource(link instanceof Receiver ? source : new Source());
    link.setTarget(link instanceof Receiver ? new Target() : target);
    link.setProperties(Map.of(CORRELATION, pair));
    link.open();
    client.exchange();
    return link;
  }

  private Sender requests(String pair) {
    return attach(client.session.sender("requests-" + pair), pair);
  }

  /** Without credit. */
  private Receiver answers(String pair) {
    return attach(client.session.receiver("answers-" + pair), pair);
  }

  private void credit(Receiver answers) {
    answers.flow(10);
    client.exchange();
  }

  private void ask(Sender requests) {
    assertThat(client.send(requests, MemoryClient.twinRequest("GET", "", ""))).isTrue();
  }

  private void listen(Sender requests) {
    String desired = "/notifications/twin/properties/desired";
    assertThat(client.send(requests, MemoryClient.twinRequest("PUT", desired, ""))).isTrue();
  }

  private void change(int value) {
    hub.twins.update(
        "a", TwinChange.ofDesired(("{\"n\":" + value + "}").getBytes(UTF_8)), IfMatch.any());
    hub.vertx.run();
  }

  @Test
  void shouldKeepAnAnswerUntilItsLinkIsAttachedAndHasCredit() {
    Sender requests = requests("1");
    ask(requests);
    Receiver answers = answers("1");
    assertThat(client.takeAll(answers)).isZero();
    credit(answers);
    assertThat(client.takeAll(answers)).isEqualTo(1);
  }

  @Test
  void shouldAnswerOnTheLinkOfTheSamePair() {
    Receiver first = answers("1");
    Receiver second = answers("2");
    credit(first);
    credit(second);
    ask(requests("2"));
    assertThat(client.takeAll(first)).isZero();
    assertThat(client.takeAll(second)).isEqualTo(1);
  }

  @Test
  void shouldAnswerOnTheLinkThatFollowsOneThatWasDetached() {
    Sender requests = requests("1");
    client.detach(answers("1"));
    ask(requests);
    Receiver answers = attach(client.session.receiver("again"), "1");
    credit(answers);
    assertThat(client.takeAll(answers)).isEqualTo(1);
  }

  @Test
  void shouldSendWhatWaitedForAPeerThatDidNotRead() {
    Sender requests = requests("1");
    Receiver answers = answers("1");
    credit(answers);
    listen(requests);
    assertThat(client.takeAll(answers)).isEqualTo(1);
    connection.stopReading();
    change(1);
    assertThat(connection.isReadFrom()).isFalse();
    change(2);

    connection.readAgain();
    client.exchange();

    assertThat(client.takeAll(answers)).isEqualTo(2);
  }

  @Test
  void shouldDeliverMessagesThatWaitedForAPeerThatDidNotRead() {
    Receiver messages = client.receiver("/devices/a/messages/devicebound");
    connection.stopReading();
    hub.putMessage("a");
    hub.vertx.run();
    assertThat(connection.isReadFrom()).isFalse();
    hub.putMessage("a");
    hub.vertx.run();

    connection.readAgain();
    client.exchange();

    assertThat(client.takeAll(messages)).isEqualTo(2);
  }

  @Test
  void shouldNotReadFromAPeerThatReadsOnlyALittle() {
    Receiver messages = client.receiver("/devices/a/messages/devicebound");
    connection.stopReading();
    hub.putMessage("a");
    hub.putMessage("a");
    hub.vertx.run();

    connection.readALittle();
    assertThat(connection.isReadFrom()).isFalse();

    connection.readAgain();
    assertThat(connection.isReadFrom()).isTrue();
    client.exchange();
    assertThat(client.takeAll(messages)).isEqualTo(2);
  }
}
