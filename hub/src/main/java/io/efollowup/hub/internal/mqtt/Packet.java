package io.efollowup.hub.internal.mqtt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a client says, free of the codec that read it. Shows nothing of what it holds. */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time
sealed interface Packet {
  /**
   * The first packet.
   *
   * @param version empty where it is one the door does not speak
   * @param password empty where there is none
   * @param clean whether what is kept of earlier connections is to be forgotten
   * @param keepAlive seconds, 0 for none
   * @param will what is to be said when the connection breaks
   * @param terms of MQTT 5
   */
  record Connect(
      Optional<Version> version,
      String clientId,
      Optional<String> userName,
      Optional<String> password,
      boolean clean,
      int keepAlive,
      Optional<Will> will,
      Terms terms)
      implements Packet {
    @Override
    public String toString() {
      return "Connect[hidden]";
    }
  }

  /**
   * What is to be said for a client whose connection breaks.
   *
   * @param message it is
   * @param delay seconds to wait for the client to come back; 0 in MQTT 3.1.1
   */
  record Will(Publish message, long delay) {
    String topic() {
      return message.topic();
    }

    int qos() {
      return message.qos();
    }

    boolean retain() {
      return message.retain();
    }

    byte[] body() {
      return message.body();
    }

    /** The same, not waiting. */
    Will atOnce() {
      return new Will(message, 0);
    }

    @Override
    public String toString() {
      return "Will[hidden]";
    }
  }

  /**
   * What a client of MQTT 5 asks for at first.
   *
   * @param sessionExpiry seconds for which its subscriptions are kept after the connection
   * @param receiveMaximum how many messages it takes without having acknowledged them
   * @param largestPacket the largest it takes
   * @param explain whether it wants reasons in words
   * @param authentication whether it wants another way to prove itself
   */
  record Terms(
      long sessionExpiry,
      int receiveMaximum,
      long largestPacket,
      boolean explain,
      boolean authentication) {
    /** A session that never expires. */
    static final long NEVER = 0xFFFF_FFFFL;

    private static final int MOST = 65_535;

    /** Those of a client of MQTT 3.1.1. */
    static Terms of(boolean clean) {
      return new Terms(clean ? 0 : NEVER, MOST, Long.MAX_VALUE, false, false);
    }
  }

  /**
   * A message.
   *
   * @param id of the packet, 0 at QoS 0
   * @param contentType of MQTT 5
   * @param userProperties of MQTT 5
   * @param alias whether the topic is abbreviated
   */
  record Publish(
      String topic,
      int qos,
      boolean retain,
      int id,
      Optional<String> contentType,
      Map<String, String> userProperties,
      boolean alias,
      byte[] body)
      implements Packet {
    @Override
    public String toString() {
      return "Publish[hidden]";
    }
  }

  /** The client has a message, or, with a reason of 0x80 or more, does not take it. */
  record PubAck(int id, int reason) implements Packet {}

  /**
   * The client wants messages.
   *
   * @param identified whether it gives its subscriptions numbers
   */
  record Subscribe(int id, List<Wish> wishes, boolean identified) implements Packet {
    @Override
    public String toString() {
      return "Subscribe[hidden]";
    }
  }

  /** One topic filter of a subscription. */
  record Wish(String filter, int qos) {
    @Override
    public String toString() {
      return "Wish[hidden]";
    }
  }

  record Unsubscribe(int id, List<String> filters) implements Packet {
    @Override
    public String toString() {
      return "Unsubscribe[hidden]";
    }
  }

  record Ping() implements Packet {}

  /** The client goes, having said so. */
  record Disconnect(int reason, OptionalLong sessionExpiry) implements Packet {
    /** It goes, and wants its will to be said all the same. */
    static final int WITH_WILL = 0x04;
  }

  /** A packet that is none of a client's in these protocols, or that the door does not take. */
  record Foreign() implements Packet {}
}
