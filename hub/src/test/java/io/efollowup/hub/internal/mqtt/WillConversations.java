package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubError;
import io.efollowup.hub.internal.amqp.MemoryHub;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import org.junit.jupiter.api.AfterEach;

/** What tests of wills have in common: a hub in memory, and device a with a will or without one. */
abstract class WillConversations {
  static final int HOUR = 3600;

  final MemoryHub hub = new MemoryHub();

  @AfterEach
  void shouldLeaveNothingBehind() {
    assertThat(hub.refused(HubError.SERVER_ERROR)).isZero();
  }

  static MqttProperties number(int id, int value) {
    MqttProperties properties = new MqttProperties();
    properties.add(new IntegerProperty(id, value));
    return properties;
  }

  MemoryPeer peer(boolean clean, int sessionExpiry, int willDelay) {
    return MemoryPeer.connected(
        hub,
        MqttVersion.MQTT_5,
        "a",
        connect ->
            connect
                .cleanSession(clean)
                .properties(number(MqttProperties.SESSION_EXPIRY_INTERVAL, sessionExpiry))
                .willFlag(true)
                .willQoS(MqttQoS.AT_LEAST_ONCE)
                .willTopic("devices/a/messages/events/")
                .willMessage(new byte[] {1})
                .willProperties(number(MqttProperties.WILL_DELAY_INTERVAL, willDelay)));
  }

  /** Without a will. */
  MemoryPeer other(boolean clean) {
    return MemoryPeer.connected(
        hub,
        MqttVersion.MQTT_5,
        "a",
        connect ->
            connect
                .cleanSession(clean)
                .properties(number(MqttProperties.SESSION_EXPIRY_INTERVAL, HOUR)));
  }
}
