package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttVersion;
import org.junit.jupiter.api.Test;

/** How long a session is kept, and how a connection comes to its end. */
class ConversationEndTest extends Mqtt5Conversations {
  private static final String DEVICEBOUND = "devices/a/messages/devicebound/#";

  private boolean sessionPresent(boolean clean, MqttProperties.MqttProperty<?>... wishes) {
    MemoryPeer peer = new MemoryPeer(hub, MqttVersion.MQTT_5);
    MqttMessage answer =
        peer.say(peer.connecting("a").cleanSession(clean).properties(properties(wishes)).build())
            .getFirst();
    peer.gone();
    return ((MqttConnAckMessage) answer).variableHeader().isSessionPresent();
  }

  @Test
  void shouldSayWhyItCloses() {
    assertThat(farewellTo(MemoryPeer.publish("devices/b/messages/events/", "x", 1)))
        .isEqualTo(0x87);
    assertThat(farewellTo(MemoryPeer.publish("elsewhere", "x", 1))).isEqualTo(0x90);
    assertThat(
            farewellTo(
                MemoryPeer.publish(
                    EVENTS, "x", 1, properties(number(MqttProperties.TOPIC_ALIAS, 1)))))
        .isEqualTo(0x94);
    assertThat(farewellTo(publish(MqttQoS.EXACTLY_ONCE, false))).isEqualTo(0x9B);
    assertThat(farewellTo(publish(MqttQoS.AT_LEAST_ONCE, true))).isEqualTo(0x9A);
    assertThat(farewellTo(MemoryPeer.publish(EVENTS, "x".repeat(262_145), 1))).isEqualTo(0x95);
    assertThat(hub.entries("a")).isZero();
  }

  @Test
  void shouldKeepASessionAsLongAsTheClientAsks() {
    IntegerProperty hour = number(MqttProperties.SESSION_EXPIRY_INTERVAL, 3600);
    MemoryPeer peer = connected(false, hour);
    peer.say(MemoryPeer.subscribe(1, DEVICEBOUND));
    peer.gone();
    assertThat(sessionPresent(false, hour)).isTrue();
    assertThat(sessionPresent(false)).as("ends with this connection").isTrue();
    assertThat(sessionPresent(false)).isFalse();
    assertThat(sessionPresent(false, hour)).isFalse();
    assertThat(sessionPresent(true, hour)).isFalse();
    assertThat(sessionPresent(false, hour)).isTrue();
  }

  @Test
  void shouldEndASessionWhenTheClientAsksOnLeaving() {
    IntegerProperty forEver = number(MqttProperties.SESSION_EXPIRY_INTERVAL, -1);
    MemoryPeer peer = connected(false, number(MqttProperties.SESSION_EXPIRY_INTERVAL, 3600));
    peer.say(leaving(0));
    peer.gone();
    assertThat(sessionPresent(false, forEver)).isFalse();
    assertThat(sessionPresent(false, forEver)).isTrue();

    MemoryPeer unkept = connected(true);
    assertThat(MemoryPeer.farewell(unkept.say(leaving(60)))).isEqualTo(0x82);
  }

  private static MqttMessage leaving(int expiry) {
    return new MqttMessage(
        new MqttFixedHeader(MqttMessageType.DISCONNECT, false, MqttQoS.AT_MOST_ONCE, false, 0),
        new MqttReasonCodeAndPropertiesVariableHeader(
            (byte) 0, properties(number(MqttProperties.SESSION_EXPIRY_INTERVAL, expiry))));
  }

  @Test
  void shouldTellTheOlderConnectionThatItWasTakenOver() {
    MemoryPeer older = connected();
    older.say(MemoryPeer.subscribe(1, DEVICEBOUND));
    hub.putMessage("a");
    assertThat(older.heard()).hasSize(1);
    MemoryPeer newer = connected();
    assertThat(older.farewell()).isEqualTo(0x8E);
    assertThat(older.disconnected()).isTrue();
    older.gone();
    assertThat(newer.say(MemoryPeer.subscribe(1, DEVICEBOUND))).hasSize(2);
    assertThat(hub.presence.isConnected("a")).isTrue();
    newer.gone();
    assertThat(hub.presence.isConnected("a")).isFalse();
  }

  @Test
  void shouldSayThatItCloses() {
    MemoryPeer peer = connected();
    peer.shutDown();
    assertThat(peer.farewell()).isEqualTo(0x8B);
  }

  @Test
  void shouldLeaveWhenItsDeviceMayNoLonger() {
    MemoryPeer peer = connected();
    hub.services.registry().setEnabled("a", false, "test");
    hub.services.access().deviceChanged("a");
    hub.presence.deviceChanged("a");
    assertThat(peer.farewell()).isEqualTo(0x87);
    assertThat(hub.refused(HubError.DEVICE_DISABLED)).isEqualTo(1);
  }
}
