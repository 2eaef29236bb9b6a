package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.efollowup.hub.FuzzInputs;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.HubNames;
import io.efollowup.hub.internal.amqp.MemoryHub;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes as first packet: it is read or refused, and the codec reads the next one. */
class FirstPacketFuzzTest {
  private static final class Shared {
    static final MemoryHub HUB = new MemoryHub();
    static final MqttCodec CODEC = new MqttCodec();
    static final byte[] GOOD = connect(MqttVersion.MQTT_5);

    private static byte[] connect(MqttVersion version) {
      MemoryPeer peer = new MemoryPeer(HUB, version);
      return peer.bytes(
          peer.connecting("a")
              .willFlag(true)
              .willTopic("devices/a/messages/events/")
              .willMessage(new byte[] {1})
              .willQoS(MqttQoS.AT_LEAST_ONCE)
              .build());
    }
  }

  static Stream<byte[]> seeds() {
    return Stream.of(Shared.connect(MqttVersion.MQTT_3_1_1), Shared.GOOD, delayed());
  }

  /** With a will that waits and says something of itself. */
  private static byte[] delayed() {
    MqttProperties will = new MqttProperties();
    will.add(new MqttProperties.IntegerProperty(MqttProperties.WILL_DELAY_INTERVAL, 60));
    will.add(new MqttProperties.StringProperty(MqttProperties.CONTENT_TYPE, "text/plain"));
    will.add(new MqttProperties.UserProperty("k", "v"));
    MemoryPeer peer = new MemoryPeer(Shared.HUB, MqttVersion.MQTT_5);
    return peer.bytes(
        peer.connecting("a")
            .willFlag(true)
            .willTopic("devices/a/messages/events/")
            .willMessage(new byte[] {1})
            .willProperties(will)
            .build());
  }

  @MethodSource("seeds")
  @Tag("fuzz")
  @FuzzTest(maxDuration = "60s")
  void fuzz(byte[] bytes) {
    try {
      Packet.Connect connect = Shared.CODEC.decodeFirst(bytes);
      if (connect.version().isPresent()) {
        Greeting.of(connect, new HubNames(List.of(MemoryHub.NAME)), 1000);
      }
    } catch (HubException e) {
      assertThat(e.error()).isEqualTo(HubError.MALFORMED_REQUEST);
    }
    assertThat(Shared.CODEC.decodeFirst(Shared.GOOD).clientId()).isEqualTo("a");
  }

  @Test
  void shouldReadOrRefuseAnyPacket() {
    FuzzInputs.run(getClass(), seeds().toList(), 5000, this::fuzz);
  }
}
