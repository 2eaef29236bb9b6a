package io.efollowup.hub.internal.mqtt;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A packet that no peer can send: a PUBLISH to a topic that only this codec knows. A packet of
 * which everybody knows how it looks, such as a ping, could be hidden within another, with the
 * beginning of a third behind it.
 */
final class EndMark {
  private static final int SECRET_BYTES = 8;
  private static final byte PUBLISH = 0x30;
  private static final int HEADER = 4;

  private final String topic;

  /** Read alike in either version: its last byte is a body of one zero, or no properties. */
  private final byte[] bytes;

  EndMark() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    topic = HexFormat.of().formatHex(secret);
    bytes = new byte[HEADER + topic.length() + 1];
    bytes[0] = PUBLISH;
    bytes[1] = (byte) (bytes.length - 2);
    bytes[3] = (byte) topic.length();
    System.arraycopy(topic.getBytes(StandardCharsets.US_ASCII), 0, bytes, HEADER, topic.length());
  }

  /** A copy of the packet with the mark behind it. */
  byte[] behind(byte[] packet) {
    byte[] marked = Arrays.copyOf(packet, packet.length + bytes.length);
    System.arraycopy(bytes, 0, marked, packet.length, bytes.length);
    return marked;
  }

  /** Whether this is the mark. */
  boolean is(MqttMessage message) {
    return message instanceof MqttPublishMessage publish
        && publish.decoderResult().isSuccess()
        && publish.variableHeader().topicName().equals(topic);
  }
}
