package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.efollowup.hub.FuzzInputs;
import io.efollowup.hub.HubError;
import io.efollowup.hub.internal.amqp.MemoryHub;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes the connection of one device is given, from its first packet on, it goes on or
 * ends, and no other is touched. The first byte says which version a good CONNECT is said before
 * the rest in, if any.
 */
class MqttStreamFuzzTest {
  private static final int PIECE = 700;

  private static final class Shared {
    static final MemoryHub HUB = new MemoryHub();
    static final MemoryPeer HEALTHY = MemoryPeer.connected(HUB, MqttVersion.MQTT_3_1_1, "b");
  }

  static Stream<byte[]> seeds() {
    return Stream.of(MqttVersion.MQTT_3_1_1, MqttVersion.MQTT_5)
        .flatMap(
            version -> {
              MemoryPeer peer = new MemoryPeer(Shared.HUB, version);
              int kind = version == MqttVersion.MQTT_5 ? 1 : 0;
              return Stream.concat(
                  Stream.of(seed(2, peer, List.of(peer.connecting("a").build()))),
                  talks().map(talk -> seed(kind, peer, talk)));
            });
  }

  private static Stream<List<MqttMessage>> talks() {
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.UserProperty("k", "v"));
    properties.add(new MqttProperties.StringProperty(MqttProperties.CONTENT_TYPE, "text/plain"));
    return Stream.of(
        List.of(
            MemoryPeer.subscribe(1, "devices/a/messages/devicebound/#", "$iothub/methods/POST/#"),
            MemoryPeer.publish("devices/a/messages/events/$.mid=1&a=b%20c", "x", 1),
            PacketWriter.pubAck(1, 0, Optional.empty())),
        List.of(
            MemoryPeer.subscribe(
                2, "$iothub/twin/res/#", "$iothub/twin/PATCH/properties/desired/#"),
            MemoryPeer.publish("$iothub/twin/GET/?$rid=1", "", 2, properties),
            MemoryPeer.publish(
                "$iothub/twin/PATCH/properties/reported/?$rid=2&$version=1", "{\"a\":1}", 3),
            MemoryPeer.publish("$iothub/methods/res/200/?$rid=3", "{}", 0)),
        List.of(
            MqttMessageBuilders.unsubscribe().messageId(9).addTopicFilter("a/b").build(),
            MqttMessage.PINGREQ,
            MqttMessage.DISCONNECT));
  }

  private static byte[] seed(int kind, MemoryPeer peer, List<MqttMessage> talk) {
    byte[] bytes = {(byte) kind};
    for (MqttMessage message : talk) {
      byte[] packet = peer.bytes(message);
      bytes = Arrays.copyOf(bytes, bytes.length + packet.length);
      System.arraycopy(packet, 0, bytes, bytes.length - packet.length, packet.length);
    }
    return bytes;
  }

  @MethodSource("seeds")
  @Tag("fuzz")
  @FuzzTest(maxDuration = "60s")
  void fuzz(byte[] bytes) {
    MemoryHub hub = Shared.HUB;
    hub.emptyQueues();
    hub.putMessage("a");
    int ofOther = hub.entries("b");
    int timers = hub.vertx.timers();
    MemoryPeer hostile = peer(bytes.length == 0 ? 2 : bytes[0] & 3);
    for (int at = 1; at < bytes.length; at += PIECE) {
      hostile.feed(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + PIECE)));
      hostile.stream.take();
    }
    hostile.gone();

    assertThat(hub.refused(HubError.SERVER_ERROR)).as("defects").isZero();
    assertThat(hub.budget.held()).as("bytes held").isZero();
    assertThat(hub.vertx.timers()).as("timers").isEqualTo(timers);
    assertThat(hub.presence.isConnected("a")).as("presence").isFalse();
    assertThat(hub.entries("b")).as("entries of the other device").isEqualTo(ofOther);
    assertThat(Shared.HEALTHY.say(MemoryPeer.publish("devices/b/messages/events/", "still", 7)))
        .hasSize(1);
  }

  private static MemoryPeer peer(int kind) {
    return switch (kind) {
      case 0 -> MemoryPeer.connected(Shared.HUB, MqttVersion.MQTT_3_1_1, "a");
      case 1 -> MemoryPeer.connected(Shared.HUB, MqttVersion.MQTT_5, "a");
      default -> new MemoryPeer(Shared.HUB, MqttVersion.MQTT_5);
    };
  }

  @Test
  void shouldSurviveAnyBytes() {
    FuzzInputs.run(getClass(), seeds().toList(), 2000, this::fuzz);
  }
}
