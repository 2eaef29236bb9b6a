package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.internal.amqp.MemoryHub;
import io.efollowup.hub.internal.amqp.MemoryVertx;
import io.efollowup.hub.internal.guard.Origin;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A client on the test's own thread: what the hub answers to a packet is known when it has been
 * given.
 */
final class MemoryPeer {
  private static final int ANY_SIZE = 1_000_000;

  final MemoryStream stream = new MemoryStream();
  private final MemoryHub hub;
  private final MqttConnection connection;
  private final MqttVersion version;
  private final EmbeddedChannel codec =
      new EmbeddedChannel(new MqttDecoder(ANY_SIZE), MqttEncoder.INSTANCE);
  private boolean disconnected;

  MemoryPeer(MemoryHub hub, MqttVersion version) {
    this(hub, version, hub.vertx);
  }

  /**
   * @param loop it is on; another than the hub's own runs when the test says so
   */
  MemoryPeer(MemoryHub hub, MqttVersion version, MemoryVertx loop) {
    this.hub = hub;
    this.version = version;
    this.connection =
        new MqttLoop(loop.vertx(), loop.vertx().getOrCreateContext(), hub.services)
            .connect(Origin.UNKNOWN, stream, stream, () -> disconnected = true);
    bytes(connect("nobody")); // so that the codec knows the version
  }

  /** A client whose device was let in. */
  static MemoryPeer connected(MemoryHub hub, MqttVersion version, String device) {
    return connected(hub, version, device, connect -> connect);
  }

  static MemoryPeer connected(
      MemoryHub hub,
      MqttVersion version,
      String device,
      UnaryOperator<MqttMessageBuilders.ConnectBuilder> more) {
    MemoryPeer peer = new MemoryPeer(hub, version);
    MqttMessage answer = peer.say(more.apply(peer.connecting(device)).build()).getFirst();
    int code = ((MqttConnAckMessage) answer).variableHeader().connectReturnCode().byteValue();
    if (code != 0) {
      throw new AssertionError("refused with " + code);
    }
    return peer;
  }

  MqttMessageBuilders.ConnectBuilder connecting(String device) {
    return MqttMessageBuilders.connect()
        .protocolVersion(version)
        .clientId(device)
        .username(MemoryHub.NAME + "/" + device + "/?api-version=2021-04-12")
        .password(MemoryHub.token(device).getBytes(StandardCharsets.UTF_8))
        .cleanSession(true)
        .keepAlive(60);
  }

  private MqttMessage connect(String device) {
    return MqttMessageBuilders.connect()
        .protocolVersion(version)
        .clientId(device)
        .cleanSession(true)
        .build();
  }

  static MqttMessage publish(String topic, String body, int id) {
    return publish(topic, body, id, MqttProperties.NO_PROPERTIES);
  }

  /**
   * @param id 0 for QoS 0
   */
  static MqttMessage publish(String topic, String body, int id, MqttProperties properties) {
    return MqttMessageBuilders.publish()
        .topicName(topic)
        .qos(id == 0 ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE)
        .messageId(id)
        .properties(properties)
        .payload(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8))
        .build();
  }

  static MqttMessage subscribe(int id, String... filters) {
    MqttMessageBuilders.SubscribeBuilder builder = MqttMessageBuilders.subscribe().messageId(id);
    for (String filter : filters) {
      builder.addSubscription(MqttQoS.AT_LEAST_ONCE, filter);
    }
    return builder.build();
  }

  /** The bytes of a packet. */
  byte[] bytes(MqttMessage message) {
    codec.writeOutbound(message);
    ByteBuf encoded = codec.readOutbound();
    byte[] bytes = ByteBufUtil.getBytes(encoded);
    encoded.release();
    return bytes;
  }

  /** Says something; returns what the hub answered. */
  List<MqttMessage> say(MqttMessage message) {
    feed(bytes(message));
    return heard();
  }

  void feed(byte[] bytes) {
    if (!disconnected) {
      connection.received(Buffer.buffer(bytes));
      hub.vertx.run();
    }
  }

  /** What the hub has said since the last time. */
  List<MqttMessage> heard() {
    hub.vertx.run();
    codec.writeInbound(Unpooled.wrappedBuffer(stream.take()));
    List<MqttMessage> heard = new ArrayList<>();
    for (MqttMessage next = codec.readInbound(); next != null; next = codec.readInbound()) {
      heard.add(next);
    }
    return heard;
  }

  static String body(MqttMessage message) {
    return ((MqttPublishMessage) message).payload().toString(StandardCharsets.UTF_8);
  }

  /** The reason of a DISCONNECT that is all the hub said. */
  int farewell() {
    return farewell(heard());
  }

  static int farewell(List<MqttMessage> heard) {
    if (heard.size() == 1
        && heard.getFirst().variableHeader()
            instanceof MqttReasonCodeAndPropertiesVariableHeader header) {
      return header.reasonCode() & 0xff;
    }
    throw new AssertionError("no farewell but " + heard.size() + " packets");
  }

  boolean disconnected() {
    return disconnected;
  }

  void shutDown() {
    connection.shutDown();
  }

  /** The stream goes. */
  void gone() {
    connection.gone();
    hub.vertx.run();
  }
}
