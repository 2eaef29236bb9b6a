package io.efollowup.bench.hub;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** The few packets of MQTT 3.1.1 that the load writes (OASIS standard, chapter 3). */
final class MqttPackets {
  static final int CONNACK = 0x20;
  static final int PUBLISH = 0x30;
  static final int PUBACK = 0x40;
  static final int SUBACK = 0x90;

  private static final int CONNECT = 0x10;
  private static final int SUBSCRIBE = 0x82;
  private static final int DISCONNECT = 0xe0;
  private static final int AT_LEAST_ONCE = 0x02;
  private static final int LEVEL_3_1_1 = 4;
  private static final int CLEAN_SESSION = 0x02;
  private static final int USER_AND_PASSWORD = 0xc0;
  private static final int KEEP_ALIVE_SECONDS = 230;
  private static final int TYPE = 0xf0;
  private static final int MORE = 0x80;

  private MqttPackets() {}

  /** The type of the packet whose first byte this is. */
  static int type(int first) {
    return first & TYPE;
  }

  /** As a device of a hub: with a name and a token. */
  static Buffer connect(String client, String user, String password) {
    Buffer body = connectHead(USER_AND_PASSWORD | CLEAN_SESSION);
    text(body, client);
    text(body, user);
    text(body, password);
    return packet(CONNECT, body);
  }

  /** To a broker that knows no users. */
  static Buffer connect(String client, boolean cleanSession) {
    Buffer body = connectHead(cleanSession ? CLEAN_SESSION : 0);
    text(body, client);
    return packet(CONNECT, body);
  }

  private static Buffer connectHead(int flags) {
    Buffer body = Buffer.buffer();
    text(body, "MQTT");
    return body.appendByte((byte) LEVEL_3_1_1)
        .appendByte((byte) flags)
        .appendUnsignedShort(KEEP_ALIVE_SECONDS);
  }

  /** At quality of service 1. */
  static Buffer publish(byte[] topic, int id, byte[] message) {
    int length = 2 + topic.length + 2 + message.length;
    Buffer packet = Buffer.buffer(5 + length).appendByte((byte) (PUBLISH | AT_LEAST_ONCE));
    remaining(packet, length);
    return packet
        .appendUnsignedShort(topic.length)
        .appendBytes(topic)
        .appendUnsignedShort(id)
        .appendBytes(message);
  }

  /** At quality of service 1. */
  static Buffer subscribe(int id, String filter) {
    Buffer body = Buffer.buffer().appendUnsignedShort(id);
    text(body, filter);
    return packet(SUBSCRIBE, body.appendByte((byte) 1));
  }

  static Buffer puback(int id) {
    return packet(PUBACK, Buffer.buffer().appendUnsignedShort(id));
  }

  static Buffer disconnect() {
    return packet(DISCONNECT, Buffer.buffer());
  }

  private static Buffer packet(int first, Buffer body) {
    Buffer packet = Buffer.buffer(5 + body.length()).appendByte((byte) first);
    remaining(packet, body.length());
    return packet.appendBuffer(body);
  }

  private static void remaining(Buffer packet, int length) {
    int left = length;
    while (left >= MORE) {
      packet.appendByte((byte) (left % MORE | MORE));
      left /= MORE;
    }
    packet.appendByte((byte) left);
  }

  private static void text(Buffer body, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    body.appendUnsignedShort(bytes.length).appendBytes(bytes);
  }
}
