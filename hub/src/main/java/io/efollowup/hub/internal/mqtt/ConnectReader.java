package io.efollowup.hub.internal.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Takes the first packet of a connection out of the codec's hands. */
final class ConnectReader {
  private static final int LEVEL_5 = 5;
  private static final int LEVEL_4 = 4;
  private static final int NO_MORE_THAN = 65_535;

  private ConnectReader() {}

  static Packet.Connect ofOtherVersion() {
    return new Packet.Connect(
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        true,
        0,
        Optional.empty(),
        Packet.Terms.of(true));
  }

  static Packet.Connect connect(MqttMessage message) {
    if (!(message instanceof MqttConnectMessage connect)) {
      throw PacketReader.malformed("The first packet is a CONNECT.");
    }
    MqttConnectVariableHeader header = connect.variableHeader();
    MqttConnectPayload payload = connect.payload();
    if (header.version() != LEVEL_4 && header.version() != LEVEL_5) {
      return ofOtherVersion();
    }
    Version version = header.version() == LEVEL_5 ? Version.V5 : Version.V3_1_1;
    if (version == Version.V3_1_1 && header.hasPassword() && !header.hasUserName()) {
      throw PacketReader.malformed("A password comes with a user name.");
    }
    if (!header.isWillFlag() && (header.isWillRetain() || header.willQos() != 0)) {
      throw PacketReader.malformed("There is no will to keep or to deliver.");
    }
    return new Packet.Connect(
        Optional.of(version),
        payload.clientIdentifier(),
        Optional.ofNullable(payload.userName()),
        Optional.ofNullable(payload.passwordInBytes())
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8)),
        header.isCleanSession(),
        header.keepAliveTimeSeconds(),
        will(header, payload),
        version == Version.V5
            ? terms(header.properties())
            : Packet.Terms.of(header.isCleanSession()));
  }

  private static Optional<Packet.Will> will(
      MqttConnectVariableHeader header, MqttConnectPayload payload) {
    if (!header.isWillFlag()) {
      return Optional.empty();
    }
    if (payload.willTopic() == null) {
      throw PacketReader.malformed("The topic of the will is too long.");
    }
    MqttProperties properties = payload.willProperties();
    return Optional.of(
        new Packet.Will(
            new Packet.Publish(
                payload.willTopic(),
                header.willQos(),
                header.isWillRetain(),
                0,
                PacketReader.contentType(properties),
                PacketReader.userProperties(properties),
                false,
                payload.willMessageInBytes()),
            PacketReader.number(properties, MqttProperties.WILL_DELAY_INTERVAL).orElse(0)));
  }

  private static Packet.Terms terms(MqttProperties properties) {
    long receiveMaximum =
        PacketReader.number(properties, MqttProperties.RECEIVE_MAXIMUM).orElse(NO_MORE_THAN);
    long largestPacket =
        PacketReader.number(properties, MqttProperties.MAXIMUM_PACKET_SIZE).orElse(Long.MAX_VALUE);
    if (receiveMaximum == 0 || largestPacket == 0) {
      throw PacketReader.malformed("A client that takes nothing may not connect.");
    }
    return new Packet.Terms(
        PacketReader.number(properties, MqttProperties.SESSION_EXPIRY_INTERVAL).orElse(0),
        (int) receiveMaximum,
        largestPacket,
        PacketReader.number(properties, MqttProperties.REQUEST_PROBLEM_INFORMATION).orElse(1) != 0,
        properties.getProperty(MqttProperties.AUTHENTICATION_METHOD) != null);
  }
}
