package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.CloudToDeviceMessage;
import io.efollowup.hub.HubError;
import io.efollowup.hub.SystemProperties;
import io.efollowup.hub.internal.amqp.MemoryHub;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttSubscribePayload;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What MQTT 5 has words for, packet by packet. */
class ConversationTest {
  private static final String EVENTS = "devices/a/messages/events/";
  private static final String DEVICEBOUND = "devices/a/messages/devicebound/#";

  private final MemoryHub hub = new MemoryHub();

  private MemoryPeer connected() {
    return MemoryPeer.connected(hub, MqttVersion.MQTT_5, "a");
  }

  private MemoryPeer connected(boolean clean, MqttProperties.MqttProperty<?>... wishes) {
    return MemoryPeer.connected(
        hub,
        MqttVersion.MQTT_5,
        "a",
        connect -> connect.cleanSession(clean).properties(properties(wishes)));
  }

  private static MqttProperties properties(MqttProperties.MqttProperty<?>... all) {
    MqttProperties properties = new MqttProperties();
    for (MqttProperties.MqttProperty<?> one : all) {
      properties.add(one);
    }
    return properties;
  }

  private static IntegerProperty number(int id, int value) {
    return new IntegerProperty(id, value);
  }

  private static int value(MqttProperties properties, int id) {
    return ((IntegerProperty) properties.getProperty(id)).value();
  }

  private static int reason(MqttMessage pubAck) {
    return ((MqttPubReplyMessageVariableHeader) pubAck.variableHeader()).reasonCode() & 0xff;
  }

  private boolean sessionPresent(boolean clean, MqttProperties.MqttProperty<?>... wishes) {
    MemoryPeer peer = new MemoryPeer(hub, MqttVersion.MQTT_5);
    MqttMessage answer =
        peer.say(peer.connecting("a").cleanSession(clean).properties(properties(wishes)).build())
            .getFirst();
    peer.gone();
    return ((MqttConnAckMessage) answer).variableHeader().isSessionPresent();
  }

  @Test
  void shouldSayWhatItOffers() {
    MemoryPeer peer = new MemoryPeer(hub, MqttVersion.MQTT_5);
    MqttConnAckMessage answer =
        (MqttConnAckMessage) peer.say(peer.connecting("a").keepAlive(0).build()).getFirst();
    MqttProperties offer = answer.variableHeader().properties();
    assertThat(value(offer, MqttProperties.MAXIMUM_QOS)).isEqualTo(1);
    assertThat(value(offer, MqttProperties.RETAIN_AVAILABLE)).isZero();
    assertThat(value(offer, MqttProperties.RECEIVE_MAXIMUM)).isEqualTo(200);
    assertThat(value(offer, MqttProperties.MAXIMUM_PACKET_SIZE)).isEqualTo(288 * 1024);
    assertThat(value(offer, MqttProperties.SERVER_KEEP_ALIVE)).isEqualTo(1178);
    assertThat(value(offer, MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE)).isZero();
    assertThat(value(offer, MqttProperties.SUBSCRIPTION_IDENTIFIER_AVAILABLE)).isZero();
  }

  @Test
  void shouldAcknowledgeWithAReason() {
    MemoryPeer peer = connected();
    assertThat(reason(peer.say(MemoryPeer.publish(EVENTS, "x", 1)).getFirst())).isZero();
    MqttMessage refused = peer.say(MemoryPeer.publish(EVENTS + "a=%", "x", 2)).getFirst();
    assertThat(reason(refused)).isEqualTo(0x90);
    MqttProperties why =
        ((MqttPubReplyMessageVariableHeader) refused.variableHeader()).properties();
    assertThat(why.getProperty(MqttProperties.REASON_STRING).value().toString())
        .contains("percent");
    assertThat(hub.queue.depth("a")).isEqualTo(1);
  }

  @Test
  void shouldNotExplainToWhoeverDoesNotWantIt() {
    MemoryPeer peer = connected(true, number(MqttProperties.REQUEST_PROBLEM_INFORMATION, 0));
    MqttMessage refused = peer.say(MemoryPeer.publish(EVENTS + "a=%", "x", 2)).getFirst();
    assertThat(reason(refused)).isEqualTo(0x90);
    assertThat(
            ((MqttPubReplyMessageVariableHeader) refused.variableHeader()).properties().isEmpty())
        .isTrue();
  }

  @Test
  void shouldReadABodyBehindManyProperties() {
    MqttProperties many = new MqttProperties();
    for (int i = 0; i < 20; i++) {
      many.add(new MqttProperties.UserProperty("name-" + i, "value-" + i));
    }
    many.add(number(MqttProperties.PAYLOAD_FORMAT_INDICATOR, 1));
    MemoryPeer peer = connected();
    assertThat(reason(peer.say(MemoryPeer.publish(EVENTS, "{}", 1, many)).getFirst())).isZero();
    // A hand-made packet has its one short property last.
    byte[] packet = shortPropertyLast();
    peer.feed(packet);
    assertThat(peer.heard()).hasSize(1);
    assertThat(((Packet.Publish) new MqttCodec().decode(packet, Version.V5)).body())
        .isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
  }

  private byte[] shortPropertyLast() {
    byte[] topic = EVENTS.getBytes(StandardCharsets.UTF_8);
    int user = 1 + 2 + 3 + 2 + 140;
    int properties = user + 2;
    io.vertx.core.buffer.Buffer body =
        io.vertx.core.buffer.Buffer.buffer()
            .appendShort((short) topic.length)
            .appendBytes(topic)
            .appendShort((short) 9)
            .appendByte((byte) (properties & 0x7f | 0x80))
            .appendByte((byte) (properties >> 7))
            .appendByte((byte) MqttProperties.USER_PROPERTY)
            .appendShort((short) 3)
            .appendString("key")
            .appendShort((short) 140)
            .appendString("v".repeat(140))
            .appendByte((byte) MqttProperties.PAYLOAD_FORMAT_INDICATOR)
            .appendByte((byte) 1)
            .appendString("{}");
    return io.vertx.core.buffer.Buffer.buffer()
        .appendByte((byte) 0x32)
        .appendByte((byte) (body.length() & 0x7f | 0x80))
        .appendByte((byte) (body.length() >> 7))
        .appendBuffer(body)
        .getBytes();
  }

  @Test
  void shouldSayWhyItCloses() {
    assertThat(farewellTo(MemoryPeer.publish("devices/b/messages/events/", "x", 1)))
        .isEqualTo(0x87);
    assertThat(farewellTo(MemoryPeer.publish("elsewhere", "x", 1))).isEqualTo(0x90);
    assertThat(
            farewellTo(
                MemoryPeer.publish(
                    EVENTS, "x", 1, properties(number(MqttProperties.TOPIC_ALIAS, 1)))))
        .isEqualTo(0x94);
    assertThat(farewellTo(publish(MqttQoS.EXACTLY_ONCE, false))).isEqualTo(0x9B);
    assertThat(farewellTo(publish(MqttQoS.AT_LEAST_ONCE, true))).isEqualTo(0x9A);
    assertThat(farewellTo(MemoryPeer.publish(EVENTS, "x".repeat(262_145), 1))).isEqualTo(0x95);
    assertThat(hub.entries("a")).isZero();
  }

  private static MqttMessage publish(MqttQoS qos, boolean retain) {
    MqttPublishMessage plain = (MqttPublishMessage) MemoryPeer.publish(EVENTS, "x", 1);
    return new MqttPublishMessage(
        new MqttFixedHeader(MqttMessageType.PUBLISH, false, qos, retain, 0),
        plain.variableHeader(),
        plain.payload());
  }

  private int farewellTo(MqttMessage message) {
    MemoryPeer peer = connected();
    int reason = MemoryPeer.farewell(peer.say(message));
    assertThat(peer.disconnected()).isTrue();
    peer.gone();
    assertThat(hub.budget.held()).isZero();
    return reason;
  }

  @Test
  void shouldRefuseSubscriptionsWithAReason() {
    MemoryPeer peer = connected();
    MqttMessage answer =
        peer.say(
                MemoryPeer.subscribe(
                    1,
                    "devices/b/messages/devicebound/#",
                    "anything/#",
                    "$share/g/" + DEVICEBOUND,
                    DEVICEBOUND))
            .getFirst();
    assertThat(((MqttSubAckMessage) answer).payload().reasonCodes())
        .containsExactly(0x87, 0x8F, 0x9E, 1);
  }

  @Test
  void shouldRefuseSubscriptionIdentifiers() {
    MqttSubscribeMessage identified =
        new MqttSubscribeMessage(
            new MqttFixedHeader(MqttMessageType.SUBSCRIBE, false, MqttQoS.AT_LEAST_ONCE, false, 0),
            new MqttMessageIdAndPropertiesVariableHeader(
                1, properties(number(MqttProperties.SUBSCRIPTION_IDENTIFIER, 7))),
            new MqttSubscribePayload(
                List.of(new MqttTopicSubscription(DEVICEBOUND, MqttQoS.AT_LEAST_ONCE))));
    assertThat(farewellTo(identified)).isEqualTo(0xA1);
  }

  @Test
  void shouldSayWhetherThereWasASubscription() {
    MemoryPeer peer = connected();
    peer.say(MemoryPeer.subscribe(1, DEVICEBOUND));
    MqttMessage answer =
        peer.say(
                io.netty.handler.codec.mqtt.MqttMessageBuilders.unsubscribe()
                    .messageId(2)
                    .addTopicFilter(DEVICEBOUND)
                    .addTopicFilter("anything")
                    .build())
            .getFirst();
    assertThat(((MqttUnsubAckMessage) answer).payload().unsubscribeReasonCodes())
        .containsExactly((short) 0, (short) 0x11);
  }

  @Test
  void shouldSendPropertiesWhereMqtt5HasPlacesForThem() {
    MemoryPeer peer = connected();
    peer.say(MemoryPeer.subscribe(1, DEVICEBOUND));
    hub.queue.enqueue(
        "a",
        CloudToDeviceMessage.of("body".getBytes(StandardCharsets.UTF_8))
            .withSystem(
                new SystemProperties(
                    Optional.of("m"),
                    Optional.of("c"),
                    Optional.empty(),
                    Optional.of("text/plain"),
                    Optional.empty()))
            .withProperties(Map.of("Name", "value")));
    MqttPublishMessage received = (MqttPublishMessage) peer.heard().getFirst();
    MqttProperties properties = received.variableHeader().properties();
    assertThat(MemoryPeer.body(received)).isEqualTo("body");
    assertThat(properties.getProperty(MqttProperties.CONTENT_TYPE).value()).isEqualTo("text/plain");
    assertThat((byte[]) properties.getProperty(MqttProperties.CORRELATION_DATA).value())
        .isEqualTo("c".getBytes(StandardCharsets.UTF_8));
    assertThat(value(properties, MqttProperties.PUBLICATION_EXPIRY_INTERVAL)).isEqualTo(3600);
    assertThat(properties.getProperties(MqttProperties.USER_PROPERTY).toString())
        .contains("Name", "value");
    assertThat(received.variableHeader().topicName()).endsWith("&%24.ct=text%2Fplain&Name=value");
  }

  @Test
  void shouldSendNoMoreThanTheClientTakes() {
    MemoryPeer peer = connected(true, number(MqttProperties.RECEIVE_MAXIMUM, 2));
    peer.say(MemoryPeer.subscribe(1, DEVICEBOUND));
    for (int i = 0; i < 5; i++) {
      hub.putMessage("a");
    }
    List<MqttMessage> first = peer.heard();
    assertThat(first).hasSize(2);
    int id = ((MqttPublishMessage) first.getFirst()).variableHeader().packetId();
    assertThat(peer.say(PacketWriter.pubAck(id, 0, Optional.empty()))).hasSize(1);
    assertThat(hub.queue.depth("a")).isEqualTo(4);
  }

  @Test
  void shouldRejectWhatTheClientRefusesOrCannotTake() {
    MemoryPeer peer = connected(true, number(MqttProperties.MAXIMUM_PACKET_SIZE, 300));
    peer.say(MemoryPeer.subscribe(1, DEVICEBOUND));
    hub.queue.enqueue("a", CloudToDeviceMessage.of(new byte[300]));
    assertThat(peer.heard()).isEmpty();
    hub.putMessage("a");
    int id = ((MqttPublishMessage) peer.heard().getFirst()).variableHeader().packetId();
    peer.say(PacketWriter.pubAck(id, 0x80, Optional.empty()));
    assertThat(hub.queue.deadLetters("a")).hasSize(2);
    assertThat(hub.queue.depth("a")).isZero();
  }

  @Test
  void shouldKeepASessionAsLongAsTheClientAsks() {
    IntegerProperty hour = number(MqttProperties.SESSION_EXPIRY_INTERVAL, 3600);
    MemoryPeer peer = connected(false, hour);
    peer.say(MemoryPeer.subscribe(1, DEVICEBOUND));
    peer.gone();
    assertThat(sessionPresent(false, hour)).isTrue();
    assertThat(sessionPresent(false)).as("ends with this connection").isTrue();
    assertThat(sessionPresent(false)).isFalse();
    assertThat(sessionPresent(false, hour)).isFalse();
    assertThat(sessionPresent(true, hour)).isFalse();
    assertThat(sessionPresent(false, hour)).isTrue();
  }

  @Test
  void shouldEndASessionWhenTheClientAsksOnLeaving() {
    IntegerProperty forEver = number(MqttProperties.SESSION_EXPIRY_INTERVAL, -1);
    MemoryPeer peer = connected(false, number(MqttProperties.SESSION_EXPIRY_INTERVAL, 3600));
    peer.say(leaving(0));
    peer.gone();
    assertThat(sessionPresent(false, forEver)).isFalse();
    assertThat(sessionPresent(false, forEver)).isTrue();

    MemoryPeer unkept = connected(true);
    assertThat(MemoryPeer.farewell(unkept.say(leaving(60)))).isEqualTo(0x82);
  }

  private static MqttMessage leaving(int expiry) {
    return new MqttMessage(
        new MqttFixedHeader(MqttMessageType.DISCONNECT, false, MqttQoS.AT_MOST_ONCE, false, 0),
        new MqttReasonCodeAndPropertiesVariableHeader(
            (byte) 0, properties(number(MqttProperties.SESSION_EXPIRY_INTERVAL, expiry))));
  }

  @Test
  void shouldTellTheOlderConnectionThatItWasTakenOver() {
    MemoryPeer older = connected();
    older.say(MemoryPeer.subscribe(1, DEVICEBOUND));
    hub.putMessage("a");
    assertThat(older.heard()).hasSize(1);
    MemoryPeer newer = connected();
    assertThat(older.farewell()).isEqualTo(0x8E);
    assertThat(older.disconnected()).isTrue();
    older.gone();
    assertThat(newer.say(MemoryPeer.subscribe(1, DEVICEBOUND))).hasSize(2);
    assertThat(hub.presence.isConnected("a")).isTrue();
    newer.gone();
    assertThat(hub.presence.isConnected("a")).isFalse();
  }

  @Test
  void shouldSayThatItCloses() {
    MemoryPeer peer = connected();
    peer.shutDown();
    assertThat(peer.farewell()).isEqualTo(0x8B);
  }

  @Test
  void shouldLeaveWhenItsDeviceMayNoLonger() {
    MemoryPeer peer = connected();
    hub.services.registry().setEnabled("a", false, "test");
    hub.services.access().deviceChanged("a");
    hub.presence.deviceChanged("a");
    assertThat(peer.farewell()).isEqualTo(0x87);
    assertThat(hub.refused(HubError.DEVICE_DISABLED)).isEqualTo(1);
  }

  @Test
  void shouldNotReadFromWhoeverDoesNotRead() {
    MemoryPeer peer = connected();
    peer.say(MemoryPeer.subscribe(1, "$iothub/twin/res/#"));
    peer.stream.fill();
    peer.feed(peer.bytes(MemoryPeer.publish("$iothub/twin/GET/?$rid=1", "", 1)));
    assertThat(peer.stream.isPaused()).isTrue();
    peer.feed(peer.bytes(MemoryPeer.publish(EVENTS, "x", 2)));
    assertThat(peer.heard()).isEmpty();
    assertThat(hub.entries("a")).isZero();
    peer.stream.drain();
    hub.vertx.run();
    assertThat(peer.heard()).hasSize(3);
    assertThat(peer.stream.isPaused()).isFalse();
    assertThat(hub.entries("a")).isEqualTo(1);
  }

  @Test
  void shouldGiveBackWhatItHoldsWhenAConnectionGoes() {
    MemoryPeer peer = connected();
    byte[] packet = peer.bytes(MemoryPeer.publish(EVENTS, "x".repeat(1000), 1));
    peer.feed(java.util.Arrays.copyOf(packet, 700));
    assertThat(hub.budget.held()).isEqualTo(700);
    int timers = hub.vertx.timers();
    peer.gone();
    assertThat(hub.budget.held()).isZero();
    assertThat(hub.vertx.timers()).isLessThan(timers);
  }

  @Test
  void shouldWaitUntilThereIsRoomForWhatArrives() {
    MemoryPeer peer = connected();
    Runnable others = hub.fillBut(10);
    peer.feed(peer.bytes(MemoryPeer.publish(EVENTS, "x", 1)));
    assertThat(peer.stream.isPaused()).isTrue();
    assertThat(hub.entries("a")).isZero();
    hub.vertx.fireNewest();
    assertThat(hub.entries("a")).isZero();
    others.run();
    hub.vertx.fireNewest();
    assertThat(hub.entries("a")).isEqualTo(1);
    assertThat(peer.heard()).hasSize(1);
    assertThat(peer.stream.isPaused()).isFalse();
    assertThat(hub.budget.held()).isZero();
  }
}
