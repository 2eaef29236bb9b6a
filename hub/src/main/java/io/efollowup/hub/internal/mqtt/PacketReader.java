package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperty;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes what the codec has read out of its hands; first packets are {@link ConnectReader}'s. */
final class PacketReader {
  private static final int QOS_AND_NOTHING = 2;

  private PacketReader() {}

  /** Numbers of four bytes have no sign. */
  static OptionalLong number(MqttProperties properties, int id) {
    return properties.getProperty(id) instanceof MqttProperties.IntegerProperty property
        ? OptionalLong.of(Integer.toUnsignedLong(property.value()))
        : OptionalLong.empty();
  }

  /**
   * @param bytes of the whole packet
   */
  static Packet packet(MqttMessage message, byte[] bytes, Version version) {
    return switch (message) {
      case MqttPublishMessage publish -> publish(publish, bytes, version);
      case MqttSubscribeMessage subscribe -> subscribe(subscribe);
      case MqttUnsubscribeMessage unsubscribe -> unsubscribe(unsubscribe);
      default ->
          switch (message.fixedHeader().messageType()) {
            case PUBACK -> pubAck(message);
            case PINGREQ -> new Packet.Ping();
            case DISCONNECT -> disconnect(message);
            default -> new Packet.Foreign();
          };
    };
  }

  private static Packet.Publish publish(MqttPublishMessage publish, byte[] bytes, Version version) {
    MqttProperties properties = publish.variableHeader().properties();
    int qos = publish.fixedHeader().qosLevel().value();
    return new Packet.Publish(
        requireText(publish.variableHeader().topicName()),
        qos,
        publish.fixedHeader().isRetain(),
        qos == 0 ? 0 : publish.variableHeader().packetId(),
        contentType(properties),
        userProperties(properties),
        properties.getProperty(MqttProperties.TOPIC_ALIAS) != null,
        body(publish, bytes, version));
  }

  static Optional<String> contentType(MqttProperties properties) {
    return properties.getProperty(MqttProperties.CONTENT_TYPE)
            instanceof MqttProperties.StringProperty type
        ? Optional.of(type.value())
        : Optional.empty();
  }

  /** Of a name that comes twice the later value counts. */
  static Map<String, String> userProperties(MqttProperties properties) {
    Map<String, String> found = new LinkedHashMap<>();
    for (Object property : properties.getProperties(MqttProperties.USER_PROPERTY)) {
      if (property instanceof UserProperty user) {
        found.put(user.value().key, user.value().value);
      }
    }
    return found;
  }

  /**
   * The codec takes a list of properties of 128 bytes and more for up to three bytes shorter than
   * it is, and a last property as short as that for part of the message. Where the message begins
   * is therefore read here.
   */
  private static byte[] body(MqttPublishMessage publish, byte[] bytes, Version version) {
    int length = publish.payload().readableBytes();
    if (version == Version.V5) {
      int begin = beginOfBody(bytes, publish.fixedHeader().qosLevel().value() > 0);
      if (begin < bytes.length - length || begin > bytes.length) {
        throw malformed("The properties are not as long as they say.");
      }
      return Arrays.copyOfRange(bytes, begin, bytes.length);
    }
    return Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
  }

  private static int beginOfBody(byte[] bytes, boolean identified) {
    int topic = 1 + lengthOfNumber(bytes, 1);
    int topicLength = (bytes[topic] & 0xff) << 8 | (bytes[topic + 1] & 0xff);
    int properties = topic + 2 + topicLength + (identified ? QOS_AND_NOTHING : 0);
    int digits = lengthOfNumber(bytes, properties);
    int length = 0;
    for (int i = digits - 1; i >= 0; i--) {
      length = length << 7 | (bytes[properties + i] & 0x7f);
    }
    return properties + digits + length;
  }

  private static int lengthOfNumber(byte[] bytes, int at) {
    int length = 1;
    while (bytes[at + length - 1] < 0) {
      length++;
    }
    return length;
  }

  /** Text that is not UTF-8 reaches here with marks in its place. */
  private static String requireText(String text) {
    boolean good = text.chars().noneMatch(c -> c < ' ' || c == 0xFFFD || (c >= 0x7F && c < 0xA0));
    if (!good) {
      throw malformed("A topic holds characters that are none of a text.");
    }
    return text;
  }

  private static Packet.Subscribe subscribe(MqttSubscribeMessage subscribe) {
    List<Packet.Wish> wishes =
        subscribe.payload().topicSubscriptions().stream()
            .map(
                wish ->
                    new Packet.Wish(
                        requireText(wish.topicFilter()), wish.qualityOfService().value()))
            .toList();
    if (wishes.isEmpty()) {
      throw malformed("A subscription has a topic filter.");
    }
    return new Packet.Subscribe(
        subscribe.variableHeader().messageId(),
        wishes,
        subscribe
                .idAndPropertiesVariableHeader()
                .properties()
                .getProperty(MqttProperties.SUBSCRIPTION_IDENTIFIER)
            != null);
  }

  private static Packet.Unsubscribe unsubscribe(MqttUnsubscribeMessage unsubscribe) {
    List<String> filters = unsubscribe.payload().topics();
    if (filters.isEmpty()) {
      throw malformed("An UNSUBSCRIBE has a topic filter.");
    }
    return new Packet.Unsubscribe(unsubscribe.variableHeader().messageId(), List.copyOf(filters));
  }

  private static Packet.PubAck pubAck(MqttMessage message) {
    return message.variableHeader() instanceof MqttPubReplyMessageVariableHeader header
        ? new Packet.PubAck(header.messageId(), header.reasonCode() & 0xff)
        : new Packet.PubAck(0, 0);
  }

  private static Packet.Disconnect disconnect(MqttMessage message) {
    return message.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
        ? new Packet.Disconnect(
            header.reasonCode() & 0xff,
            number(header.properties(), MqttProperties.SESSION_EXPIRY_INTERVAL))
        : new Packet.Disconnect(0, OptionalLong.empty());
  }

  static HubException malformed(String why) {
    return new HubException(HubError.MALFORMED_REQUEST, why);
  }
}
