package io.efollowup.hub.internal.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.UnsignedShort;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.transport.Begin;
import org.apache.qpid.proton.amqp.transport.Open;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a peer could do to the memory and the threads of the hub, if it were let. */
class HostilePeersTest {
  private static final String EVENTS = "/devices/a/messages/events";

  private final HostilePeers peers = new HostilePeers();
  private final MemoryHub hub = peers.hub;
  private MemoryConnection connection;

  @BeforeEach
  void connect() {
    connection = hub.connect();
  }

  @AfterEach
  void shouldLeaveNothingBehind() {
    connection.gone();
    assertThat(hub.budget.held()).isZero();
    assertThat(hub.refused(HubError.SERVER_ERROR)).isZero();
    peers.shouldStillServe();
  }

  private void begin() {
    connection.feed(RawFrames.HEADER);
    connection.feed(RawFrames.frame(0, RawFrames.open()));
    connection.feed(RawFrames.begin(0));
  }

  private void shouldHaveEnded(HubError why) {
    assertThat(connection.disconnected()).isTrue();
    assertThat(hub.refused(why)).isPositive();
  }

  @Test
  void shouldNotWalkARangeOfAllDeliveries() {
    begin();
    connection.feed(RawFrames.settle(0, 0xffff_ffffL));
    shouldHaveEnded(HubError.MALFORMED_REQUEST);
  }

  @Test
  void shouldNotWalkRangesOfDeliveriesThatWereNeverSentWithoutEnd() {
    begin();
    for (int i = 0; i < 1000 && !connection.disconnected(); i++) {
      connection.feed(RawFrames.settle(0, 9_999));
      connection.take();
    }
    shouldHaveEnded(HubError.MALFORMED_REQUEST);
  }

  @Test
  void shouldNotCutMessagesIntoFramesThatHoldNothing() {
    Open open = RawFrames.open();
    open.setMaxFrameSize(UnsignedInteger.valueOf(16));
    connection.feed(RawFrames.HEADER);
    connection.feed(RawFrames.frame(0, open));
    shouldHaveEnded(HubError.MALFORMED_REQUEST);
  }

  @Test
  void shouldNotBeatEveryMillisecond() {
    Open open = RawFrames.open();
    open.setIdleTimeOut(UnsignedInteger.valueOf(1));
    connection.feed(RawFrames.HEADER);
    connection.feed(RawFrames.frame(0, open));
    shouldHaveEnded(HubError.MALFORMED_REQUEST);
  }

  @Test
  void shouldTakeTheLongestIdleTimeOut() {
    Open open = RawFrames.open();
    open.setIdleTimeOut(UnsignedInteger.MAX_VALUE);
    connection.feed(RawFrames.HEADER);
    connection.feed(RawFrames.frame(0, open));
    assertThat(connection.disconnected()).isFalse();
  }

  @Test
  void shouldNotOpenMoreSessionsThanItSaid() {
    begin();
    connection.feed(RawFrames.begin(1101));
    shouldHaveEnded(HubError.MALFORMED_REQUEST);
  }

  @Test
  void shouldNotJoinASessionItNeverBegan() {
    begin();
    Begin begin = new Begin();
    begin.setRemoteChannel(UnsignedShort.valueOf((short) 0));
    begin.setNextOutgoingId(UnsignedInteger.ZERO);
    begin.setIncomingWindow(UnsignedInteger.ONE);
    begin.setOutgoingWindow(UnsignedInteger.ONE);
    connection.feed(RawFrames.frame(1, begin));
    shouldHaveEnded(HubError.MALFORMED_REQUEST);
  }

  @Test
  void shouldNotKeepWhatIsSentOnARefusedLink() {
    begin();
    connection.feed(RawFrames.sender(0, EVENTS));
    connection.feed(RawFrames.transfer(0, 0, true, new byte[4000]));
    shouldHaveEnded(HubError.MALFORMED_REQUEST);
  }

  @Test
  void shouldNotKeepMoreThanWasAskedFor() {
    begin();
    connection.feed(RawFrames.sender(0, "$cbs"));
    for (int i = 0; i < 100; i++) {
      connection.feed(RawFrames.transfer(0, i, false, MemoryClient.putToken("nonsense")));
    }
    assertThat(connection.disconnected()).as("answered one by one").isFalse();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 100; i < 200; i++) {
      all.writeBytes(RawFrames.transfer(0, i, false, MemoryClient.putToken("nonsense")));
    }
    connection.feed(all.toByteArray());
    shouldHaveEnded(HubError.MALFORMED_REQUEST);
  }

  @Test
  void shouldEndAConnectionThatKeepsAttachingUnproved() {
    begin();
    for (int i = 0; i < 100 && !connection.disconnected(); i++) {
      connection.feed(RawFrames.sender(i, EVENTS));
      connection.take();
    }
    shouldHaveEnded(HubError.MALFORMED_REQUEST);
  }

  @Test
  void shouldEndAConnectionThatUsesAHandleTwice() {
    begin();
    connection.feed(RawFrames.sender(0, "$cbs"));
    connection.feed(RawFrames.sender(0, "$cbs"));
    shouldHaveEnded(HubError.MALFORMED_REQUEST);
  }

  @Test
  void shouldNotHoldLargePutTokens() {
    begin();
    connection.feed(RawFrames.sender(0, "$cbs"));
    for (int i = 0; i < 100; i++) {
      connection.feed(RawFrames.transfer(0, 0, true, new byte[8000]));
      assertThat(hub.budget.held()).isLessThanOrEqualTo(8192);
    }
  }

  @Test
  void shouldRejectManyMalformedMessagesAtOnce() {
    begin();
    connection.feed(RawFrames.sender(0, "$cbs"));
    double before = hub.refused(HubError.MALFORMED_REQUEST);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 20; i++) {
      all.writeBytes(RawFrames.transfer(0, i, false, new byte[] {(byte) 0xff}));
    }
    connection.feed(all.toByteArray());
    assertThat(hub.refused(HubError.MALFORMED_REQUEST)).isEqualTo(before + 20);
    assertThat(connection.disconnected()).isFalse();
  }

  @Test
  void shouldRejectAMessageNestedThousandsDeep() {
    MemoryClient client = MemoryClient.authorised(connection, MemoryHub.token("a"));
    Sender events = client.sender(EVENTS);
    byte[] lists = new byte[30_000];
    for (int i = 0; i < lists.length; i += 3) {
      lists[i] = (byte) 0xc0;
      lists[i + 1] = (byte) 0xff;
      lists[i + 2] = 1;
    }
    assertThat(client.send(events, lists)).isFalse();
    byte[] described = new byte[30_000];
    assertThat(client.send(events, described)).isFalse();
    assertThat(client.send(events, MemoryClient.telemetry("good"))).isTrue();
  }

  @Test
  void shouldEndAConnectionWhoseFrameIsNestedThousandsDeep() {
    connection.feed(RawFrames.HEADER);
    byte[] frame = new byte[8000];
    Arrays.fill(frame, 8, frame.length, (byte) 0);
    frame[2] = (byte) (frame.length >> 8);
    frame[3] = (byte) frame.length;
    frame[4] = 2;
    connection.feed(frame);
    shouldHaveEnded(HubError.MALFORMED_REQUEST);
  }

  @Test
  void shouldNotPileUpAnswersThatNobodyLetsOut() {
    begin();
    connection.feed(RawFrames.sender(0, "$cbs"));
    connection.feed(RawFrames.receiver(1, "$cbs"));
    connection.feed(RawFrames.credit(1, 0x7fff_ffffL, 0)); // endless credit, a window shut
    Message request = Message.Factory.create();
    request.setMessageId("x".repeat(3000));
    request.setApplicationProperties(
        new ApplicationProperties(
            Map.of("operation", "put-token", "type", "servicebus.windows.net:sastoken")));
    request.setBody(new AmqpValue("nonsense"));
    byte[] bytes = AmqpCodec.encode(request, 4000);
    for (int i = 0; i < 2000 && !connection.disconnected(); i++) {
      connection.feed(RawFrames.transfer(0, i, false, bytes));
      connection.take();
    }
    shouldHaveEnded(HubError.OVERLOADED);
  }

  @Test
  void shouldNotReadFromAPeerThatDoesNotRead() {
    begin();
    connection.stopReading();
    connection.feed(RawFrames.begin(1));
    assertThat(connection.isReadFrom()).isFalse();
    connection.readAgain();
    assertThat(connection.isReadFrom()).isTrue();
    connection.feed(RawFrames.end(1));
    assertThat(connection.disconnected()).isFalse();
  }

  @Test
  void shouldLetGoOfTimersWithTheConnection() {
    begin();
    assertThat(hub.vertx.timers()).isPositive();
    int others = hub.vertx.timers();
    MemoryConnection brief = hub.connect();
    brief.feed(RawFrames.HEADER);
    brief.feed(RawFrames.frame(0, RawFrames.open()));
    brief.gone();
    assertThat(hub.vertx.timers()).isEqualTo(others);
  }

  @Test
  void shouldNotGrowWithLinksAndSessionsThatComeAndGo() {
    begin();
    loop(2_000);
    long before = used();
    loop(30_000);
    assertThat(used() - before).isLessThan(4 * 1024 * 1024);
    assertThat(connection.disconnected()).isFalse();
  }

  private void loop(int times) {
    for (int i = 0; i < times; i++) {
      connection.feed(RawFrames.begin(1));
      connection.feed(RawFrames.sender(0, i % 2 == 0 ? "$cbs" : EVENTS));
      connection.feed(RawFrames.detach(0));
      connection.feed(RawFrames.end(1));
      connection.take();
    }
  }

  /** The smallest of several readings: what others leave at the moment is not of this test. */
  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return LongStream.generate(
            () -> {
              System.gc();
              return runtime.totalMemory() - runtime.freeMemory();
            })
        .limit(5)
        .min()
        .orElseThrow();
  }
}
