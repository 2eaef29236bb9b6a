package io.efollowup.hub.internal.amqp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import java.util.Map;
import org.apache.qpid.proton.amqp.DescribedType;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.transport.Attach;
import org.apache.qpid.proton.amqp.transport.Begin;
import org.apache.qpid.proton.amqp.transport.Disposition;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.amqp.transport.Flow;
import org.apache.qpid.proton.amqp.transport.Open;
import org.apache.qpid.proton.amqp.transport.Role;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.Test;

/**
 * The engine keeps every name it reads, in one place for all connections and for ever. Names that
 * peers make up must not get there.
 */
class MadeUpNamesTest {
  /** What the tests' own encoder may write; the hub is given another one each time. */
  private static final String PATTERN = "made-up-0000000";

  private static final Symbol NAME = Symbol.valueOf(PATTERN);
  private static final Symbol[] NAMES = {NAME, Symbol.valueOf("made-up-as-well")};
  private static final int PEERS = 1000;

  private final MemoryHub hub = new MemoryHub();
  private int made;

  /** The bytes, with a name in them that was never there before. */
  private byte[] renamed(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    assertThat(text).contains(PATTERN);
    String name = "made-up-%07d".formatted(++made);
    return text.replace(PATTERN, name).getBytes(ISO_8859_1);
  }

  private void feed(MemoryConnection connection, int channel, Object performative) {
    connection.feed(renamed(RawFrames.frame(channel, performative)));
    connection.take();
    assertThat(connection.disconnected()).as(performative.getClass().getName()).isFalse();
  }

  private static DescribedType described() {
    return new DescribedType() {
      @Override
      public Object getDescriptor() {
        return NAME;
      }

      @Override
      public Object getDescribed() {
        return Map.of(NAME, NAME);
      }
    };
  }

  private void stranger() {
    MemoryConnection connection = hub.connect();
    Open open = RawFrames.open();
    open.setProperties(Map.of(NAME, "value"));
    open.setOfferedCapabilities(NAMES);
    open.setDesiredCapabilities(NAMES);
    connection.feed(RawFrames.HEADER);
    feed(connection, 0, open);
    Begin begin = new Begin();
    begin.setNextOutgoingId(UnsignedInteger.ZERO);
    begin.setIncomingWindow(UnsignedInteger.ONE);
    begin.setOutgoingWindow(UnsignedInteger.ONE);
    begin.setProperties(Map.of(NAME, NAME));
    feed(connection, 0, begin);
    feed(connection, 0, attach());
    feed(connection, 0, flow());
    feed(connection, 0, disposition());
    putToken(connection);
    assertThat(connection.disconnected()).isFalse();
    connection.gone();
  }

  private static Attach attach() {
    Source source = new Source();
    source.setAddress("$cbs");
    source.setFilter(Map.of(NAME, described()));
    source.setCapabilities(NAMES);
    source.setDistributionMode(NAME);
    Attach attach = new Attach();
    attach.setName("link");
    attach.setHandle(UnsignedInteger.ZERO);
    attach.setRole(Role.RECEIVER);
    attach.setSndSettleMode(SenderSettleMode.UNSETTLED);
    attach.setSource(source);
    attach.setProperties(Map.of(NAME, described()));
    return attach;
  }

  private static Flow flow() {
    Flow flow = new Flow();
    flow.setNextIncomingId(UnsignedInteger.ONE);
    flow.setIncomingWindow(UnsignedInteger.ONE);
    flow.setNextOutgoingId(UnsignedInteger.ZERO);
    flow.setOutgoingWindow(UnsignedInteger.ONE);
    flow.setProperties(Map.of(NAME, NAME));
    return flow;
  }

  private static Disposition disposition() {
    Rejected rejected = new Rejected();
    rejected.setError(new ErrorCondition(NAME, "no"));
    Disposition disposition = new Disposition();
    disposition.setRole(Role.RECEIVER);
    disposition.setFirst(UnsignedInteger.ZERO);
    disposition.setState(rejected);
    return disposition;
  }

  private void putToken(MemoryConnection connection) {
    Message request = Message.Factory.create();
    request.setMessageId("put");
    request.setContentType(PATTERN);
    request.setMessageAnnotations(new MessageAnnotations(Map.of(NAME, NAME)));
    request.setApplicationProperties(new ApplicationProperties(Map.of("operation", NAME)));
    request.setBody(new AmqpValue("nonsense"));
    connection.feed(RawFrames.sender(1, "$cbs"));
    connection.feed(
        RawFrames.transfer(1, 0, false, renamed(AmqpCodec.encode(request, PATTERN.length()))));
    connection.take();
  }

  @Test
  void shouldKeepNoNamesOfPeersThatHaveProvedNothing() {
    stranger();
    int known = KeptNames.count();
    for (int i = 0; i < PEERS; i++) {
      stranger();
    }
    assertThat(made).isGreaterThan(6 * PEERS);
    assertThat(KeptNames.count()).isEqualTo(known);
    assertThat(hub.refused(HubError.UNSUPPORTED)).as("put-tokens").isEqualTo(PEERS + 1);
  }

  @Test
  void shouldKeepNoNamesOfMessages() {
    MemoryConnection connection = hub.connect();
    MemoryClient client = MemoryClient.authorised(connection, MemoryHub.token("a"));
    Sender events = client.sender("/devices/a/messages/events");
    Message message = Message.Factory.create();
    message.setContentType(PATTERN);
    message.setContentEncoding(PATTERN);
    message.setMessageAnnotations(new MessageAnnotations(Map.of(NAME, new Symbol[] {NAME})));
    message.setApplicationProperties(new ApplicationProperties(Map.of("k", NAME)));
    message.setBody(new AmqpValue("text"));
    byte[] bytes = AmqpCodec.encode(message, PATTERN.length());
    assertThat(client.send(events, renamed(bytes))).isTrue();
    int known = KeptNames.count();
    for (int i = 0; i < PEERS; i++) {
      assertThat(client.send(events, renamed(bytes))).isTrue();
    }
    assertThat(KeptNames.count()).isEqualTo(known);
    connection.gone();
  }

  @Test
  void shouldEndAConnectionWithANameThatIsTooLong() {
    MemoryConnection connection = hub.connect();
    Open open = RawFrames.open();
    open.setProperties(Map.of(Symbol.valueOf("x".repeat(256)), "value"));
    connection.feed(RawFrames.HEADER);
    connection.feed(RawFrames.frame(0, open));
    assertThat(connection.disconnected()).isTrue();
    assertThat(hub.refused(HubError.MALFORMED_REQUEST)).isEqualTo(1);
    connection.gone();
  }
}
