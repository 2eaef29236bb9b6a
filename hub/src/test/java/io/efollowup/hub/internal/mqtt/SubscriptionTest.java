package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.CloudToDeviceMessage;
import io.efollowup.hub.SystemProperties;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttSubscribePayload;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a client subscribes to, and what it is sent for that. */
class SubscriptionTest extends Mqtt5Conversations {
  private static final String DEVICEBOUND = "devices/a/messages/devicebound/#";

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
}
