package io.efollowup.bench.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MqttPacketsTest {
  @Test
  void shouldConnectAsDevicesOfTheHubDo() {
    MqttConnectMessage connect =
        read(MqttPackets.connect("d-1", "127.0.0.1/d-1/?api-version=2020-09-30", "the token"));
    assertThat(connect.variableHeader().version()).isEqualTo(4);
    assertThat(connect.payload().clientIdentifier()).isEqualTo("d-1");
    assertThat(connect.payload().userName()).isEqualTo("127.0.0.1/d-1/?api-version=2020-09-30");
    assertThat(connect.payload().passwordInBytes()).asString().isEqualTo("the token");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 128, 200, 16_384, 200_000})
  void shouldPublishAtLeastOnce(int length) {
    byte[] topic = "devices/d-1/messages/events/".getBytes(StandardCharsets.UTF_8);
    MqttPublishMessage publish = read(MqttPackets.publish(topic, 77, new byte[length]));
    assertThat(publish.fixedHeader().qosLevel()).isEqualTo(MqttQoS.AT_LEAST_ONCE);
    assertThat(publish.variableHeader().topicName()).isEqualTo("devices/d-1/messages/events/");
    assertThat(publish.variableHeader().packetId()).isEqualTo(77);
    assertThat(publish.payload().readableBytes()).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void shouldCutWhatArrivesInPiecesIntoPackets(int piece) {
    Buffer all =
        MqttPackets.puback(1)
            .appendBuffer(MqttPackets.publish(new byte[] {'t'}, 2, new byte[300]))
            .appendBuffer(MqttPackets.puback(3));
    List<String> packets = new ArrayList<>();
    MqttFrames frames =
        new MqttFrames((first, body) -> packets.add(first + " " + body.length()), () -> {});
    for (int i = 0; i < all.length(); i += piece) {
      frames.handle(all.getBuffer(i, Math.min(all.length(), i + piece)));
    }
    assertThat(packets).containsExactly("64 2", "50 305", "64 2");
  }

  private static <T> T read(Buffer packet) {
    EmbeddedChannel channel = new EmbeddedChannel(new MqttDecoder(1 << 20));
    ByteBuf bytes = Unpooled.wrappedBuffer(packet.getBytes());
    channel.writeInbound(bytes);
    return channel.readInbound();
  }
}
