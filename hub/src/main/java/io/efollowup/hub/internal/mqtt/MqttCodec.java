package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Netty's codec, shared by the connections of one event loop. It is given whole packets only, and
 * between packets it remembers nothing but the protocol's version, so there is one channel for each
 * version and one for first packets. What a packet leaves in a channel would meet another
 * connection's: a channel that was given a packet it could not read is thrown away, and a CONNECT
 * does not change the version of the next.
 */
final class MqttCodec {
  /** The largest packet there can be; how large one may be is decided before it is here. */
  private static final int ANY_SIZE = 268_435_455;

  private static final int LONGEST_CLIENT_ID = 65_535;

  /** Where Netty's codec looks up which version a channel speaks. */
  private static final AttributeKey<MqttVersion> VERSION =
      AttributeKey.valueOf("NETTY_CODEC_MQTT_VERSION");

  private final EndMark end = new EndMark();
  private final Map<Version, EmbeddedChannel> channels = new EnumMap<>(Version.class);
  private EmbeddedChannel first = channel(MqttVersion.MQTT_3_1_1);

  /** Why the last packet could not be read, where that is known. */
  private Throwable failure;

  MqttCodec() {
    for (Version version : Version.values()) {
      channels.put(version, channel(version));
    }
  }

  private static EmbeddedChannel channel(Version version) {
    return channel(nettys(version));
  }

  private static MqttVersion nettys(Version version) {
    return version == Version.V5 ? MqttVersion.MQTT_5 : MqttVersion.MQTT_3_1_1;
  }

  private static EmbeddedChannel channel(MqttVersion version) {
    EmbeddedChannel channel =
        new EmbeddedChannel(new MqttDecoder(ANY_SIZE, LONGEST_CLIENT_ID), MqttEncoder.INSTANCE);
    channel.attr(VERSION).set(version);
    return channel;
  }

  /**
   * Reads the first packet of a connection.
   *
   * @throws HubException {@link HubError#MALFORMED_REQUEST} when it is none
   */
  Packet.Connect decodeFirst(byte[] packet) {
    Optional<MqttMessage> message = read(first, packet, MqttVersion.MQTT_3_1_1);
    if (message.isPresent()) {
      try {
        return ConnectReader.connect(message.get());
      } finally {
        ReferenceCountUtil.release(message.get());
      }
    }
    boolean otherVersion = failure instanceof MqttUnacceptableProtocolVersionException;
    discard(first);
    first = channel(MqttVersion.MQTT_3_1_1);
    if (otherVersion) {
      return ConnectReader.ofOtherVersion();
    }
    throw malformed();
  }

  /**
   * Reads a packet.
   *
   * @throws HubException {@link HubError#MALFORMED_REQUEST}
   */
  Packet decode(byte[] packet, Version version) {
    EmbeddedChannel channel = channels.get(version);
    Optional<MqttMessage> message = read(channel, packet, nettys(version));
    if (message.isEmpty()) {
      discard(channel);
      channels.put(version, channel(version));
      throw malformed();
    }
    try {
      return PacketReader.packet(message.get(), packet, version);
    } finally {
      ReferenceCountUtil.release(message.get());
    }
  }

  /**
   * Empty when the packet is not exactly one message. The decoder takes bytes that a message leaves
   * over for the beginning of the next one, which may be another connection's. So a mark is put
   * behind each packet: only where nothing was left over does it come out as it went in.
   */
  private Optional<MqttMessage> read(EmbeddedChannel channel, byte[] packet, MqttVersion version) {
    failure = null;
    if (Frames.length(packet, 0, packet.length) != packet.length) {
      return Optional.empty(); // the decoder makes room for as much as a packet says to have
    }
    try {
      channel.writeInbound(Unpooled.wrappedBuffer(end.behind(packet)));
    } catch (RuntimeException e) {
      failure = e;
      return Optional.empty();
    } finally {
      channel.attr(VERSION).set(version);
    }
    MqttMessage message = channel.readInbound();
    MqttMessage last = channel.readInbound();
    try {
      if (message != null && end.is(last) && channel.inboundMessages().isEmpty()) {
        return Optional.of(message);
      }
    } finally {
      ReferenceCountUtil.release(last);
    }
    if (message != null) {
      failure = message.decoderResult().cause();
    }
    ReferenceCountUtil.release(message);
    return Optional.empty();
  }

  /** A decoder that is left in the middle of something may complain about it once more. */
  private static void discard(EmbeddedChannel broken) {
    try {
      broken.finishAndReleaseAll();
    } catch (RuntimeException e) {
      // It is not used again.
    }
  }

  /** Writes a packet. */
  byte[] encode(MqttMessage message, Version version) {
    EmbeddedChannel channel = channels.get(version);
    channel.writeOutbound(message);
    ByteBuf encoded = channel.readOutbound();
    if (encoded == null || !channel.outboundMessages().isEmpty()) {
      throw new IllegalStateException("a packet was not written as one");
    }
    try {
      byte[] bytes = new byte[encoded.readableBytes()];
      encoded.readBytes(bytes);
      return bytes;
    } finally {
      encoded.release();
    }
  }

  private static HubException malformed() {
    return new HubException(HubError.MALFORMED_REQUEST, "This is no packet of MQTT.");
  }
}
