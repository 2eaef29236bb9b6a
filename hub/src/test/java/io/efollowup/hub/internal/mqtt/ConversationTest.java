package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What MQTT 5 has words for, packet by packet. */
class ConversationTest extends Mqtt5Conversations {

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
}
