package io.efollowup.hub.internal.mqtt;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import java.util.List;
import java.util.Optional;

/** What the hub says, as the codec wants it. */
final class PacketWriter {
  private static final byte PUBACK = 0x40;

  private PacketWriter() {}

  static MqttMessage connAck(int code, boolean sessionPresent, MqttProperties properties) {
    return new MqttConnAckMessage(
        header(MqttMessageType.CONNACK),
        new MqttConnAckVariableHeader(
            MqttConnectReturnCode.valueOf((byte) code), sessionPresent, properties));
  }

  /**
   * @param id 0 at QoS 0
   */
  static MqttMessage publish(
      String topic, int qos, boolean again, int id, MqttProperties properties, byte[] body) {
    return new MqttPublishMessage(
        new MqttFixedHeader(MqttMessageType.PUBLISH, again, MqttQoS.valueOf(qos), false, 0),
        new MqttPublishVariableHeader(topic, id, properties),
        Unpooled.wrappedBuffer(body));
  }

  /**
   * A PUBACK without a word, in either version. There is one for each message, so it is written
   * without the codec.
   */
  static byte[] pubAck(int id) {
    return new byte[] {PUBACK, 2, (byte) (id >> 8), (byte) id};
  }

  static MqttMessage pubAck(int id, int reason, Optional<String> why) {
    return new MqttMessage(
        header(MqttMessageType.PUBACK),
        new MqttPubReplyMessageVariableHeader(id, (byte) reason, explained(why)));
  }

  static MqttMessage subAck(int id, List<Integer> codes) {
    return new MqttSubAckMessage(
        header(MqttMessageType.SUBACK),
        new MqttMessageIdAndPropertiesVariableHeader(id, MqttProperties.NO_PROPERTIES),
        new MqttSubAckPayload(codes));
  }

  static MqttMessage unsubAck(int id, List<Short> codes, Version version) {
    return new MqttUnsubAckMessage(
        header(MqttMessageType.UNSUBACK),
        new MqttMessageIdAndPropertiesVariableHeader(id, MqttProperties.NO_PROPERTIES),
        new MqttUnsubAckPayload(version == Version.V5 ? codes : List.of()));
  }

  static MqttMessage pong() {
    return new MqttMessage(header(MqttMessageType.PINGRESP));
  }

  static MqttMessage disconnect(int reason, Optional<String> why) {
    return new MqttMessage(
        header(MqttMessageType.DISCONNECT),
        new MqttReasonCodeAndPropertiesVariableHeader((byte) reason, explained(why)));
  }

  static MqttProperties explained(Optional<String> why) {
    if (why.isEmpty()) {
      return MqttProperties.NO_PROPERTIES;
    }
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.StringProperty(MqttProperties.REASON_STRING, why.get()));
    return properties;
  }

  private static MqttFixedHeader header(MqttMessageType type) {
    return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
  }
}
