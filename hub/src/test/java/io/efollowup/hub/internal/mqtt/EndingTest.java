package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import io.efollowup.hub.IfMatch;
import io.efollowup.hub.TwinChange;
import io.efollowup.hub.internal.amqp.MemoryHub;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens while a connection ends. */
class EndingTest {
  private static final byte[] LEAVE = {(byte) 0xE0, 0};

  private final MemoryHub hub = new MemoryHub();

  @Test
  void shouldTakeLeaveOnceOfWhoeverDoesNotRead() {
    MemoryPeer peer = MemoryPeer.connected(hub, MqttVersion.MQTT_5, "a");
    peer.say(MemoryPeer.subscribe(1, "$iothub/twin/PATCH/properties/desired/#"));
    peer.stream.fill();
    for (int i = 0; i < 60 && !peer.disconnected(); i++) {
      String many = ("\"" + "x".repeat(4_000) + "\",").repeat(7);
      String change = "{\"a\":[" + many + i + "]}";
      hub.twins.update(
          "a", TwinChange.ofDesired(change.getBytes(StandardCharsets.UTF_8)), IfMatch.any());
      hub.vertx.run();
    }
    assertThat(peer.disconnected()).isTrue();
    assertThat(hub.refused(HubError.OVERLOADED)).isEqualTo(1);
    assertThat(hub.refused(HubError.SERVER_ERROR)).isZero();
    peer.gone();
    assertThat(hub.budget.held()).isZero();
  }

  @Test
  void shouldNotCompleteAMessageThatItDoesNotSendAnyMore() {
    MemoryPeer peer = MemoryPeer.connected(hub, MqttVersion.MQTT_5, "a");
    hub.putMessage("a");
    byte[] subscribe =
        peer.bytes(
            MqttMessageBuilders.subscribe()
                .messageId(1)
                .addSubscription(MqttQoS.AT_MOST_ONCE, "devices/a/messages/devicebound/#")
                .build());
    peer.feed(Buffer.buffer(subscribe).appendBytes(LEAVE).getBytes());
    peer.gone();
    assertThat(hub.queue.depth("a")).isEqualTo(1);
    assertThat(hub.queue.receive("a")).as("not locked").isPresent();
  }

  /** Whoever finds it gone may count on its next connection for what comes from then on. */
  @Test
  void shouldBeHereUntilNothingIsGivenToItsConnectionAnyMore() {
    MemoryPeer peer = MemoryPeer.connected(hub, MqttVersion.MQTT_5, "a");
    peer.say(MemoryPeer.subscribe(1, "devices/a/messages/devicebound/#"));
    hub.putMessage("a");
    assertThat(peer.heard()).hasSize(1);
    List<Boolean> here = new ArrayList<>();
    hub.queue.onAvailable("a", () -> here.add(hub.presence.isConnected("a")));
    peer.gone();
    assertThat(here).as("when it gave its message back").containsExactly(true);
    assertThat(hub.presence.isConnected("a")).isFalse();
  }

  @Test
  void shouldStoreTheEndOfASessionLaterWhenTheStoreIsBusy() {
    MqttProperties expiry = new MqttProperties();
    expiry.add(new IntegerProperty(MqttProperties.SESSION_EXPIRY_INTERVAL, 3600));
    MemoryPeer peer =
        MemoryPeer.connected(
            hub,
            MqttVersion.MQTT_5,
            "a",
            connect -> connect.cleanSession(false).properties(expiry));
    hub.storeIsBusy(true);
    peer.gone();
    assertThat(hub.services.sessions().unstored()).isEqualTo(1);
    hub.storeIsBusy(false);
    hub.services.sessions().storeEnds();
    assertThat(hub.services.sessions().unstored()).isZero();
  }
}
