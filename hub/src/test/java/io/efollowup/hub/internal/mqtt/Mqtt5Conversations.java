package io.efollowup.hub.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.internal.amqp.MemoryHub;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;

/** What tests of conversations in MQTT 5 have in common: a hub in memory, and device a. */
abstract class Mqtt5Conversations {
  static final String EVENTS = "devices/a/messages/events/";

  final MemoryHub hub = new MemoryHub();

  final MemoryPeer connected() {
    return MemoryPeer.connected(hub, MqttVersion.MQTT_5, "a");
  }

  final MemoryPeer connected(boolean clean, MqttProperties.MqttProperty<?>... wishes) {
    return MemoryPeer.connected(
        hub,
        MqttVersion.MQTT_5,
        "a",
        connect -> connect.cleanSession(clean).properties(properties(wishes)));
  }

  static MqttProperties properties(MqttProperties.MqttProperty<?>... all) {
    MqttProperties properties = new MqttProperties();
    for (MqttProperties.MqttProperty<?> one : all) {
      properties.add(one);
    }
    return properties;
  }

  static IntegerProperty number(int id, int value) {
    return new IntegerProperty(id, value);
  }

  static int value(MqttProperties properties, int id) {
    return ((IntegerProperty) properties.getProperty(id)).value();
  }

  static int reason(MqttMessage pubAck) {
    return ((MqttPubReplyMessageVariableHeader) pubAck.variableHeader()).reasonCode() & 0xff;
  }

  static MqttMessage publish(MqttQoS qos, boolean retain) {
    MqttPublishMessage plain = (MqttPublishMessage) MemoryPeer.publish(EVENTS, "x", 1);
    return new MqttPublishMessage(
        new MqttFixedHeader(MqttMessageType.PUBLISH, false, qos, retain, 0),
        plain.variableHeader(),
        plain.payload());
  }

  final int farewellTo(MqttMessage message) {
    MemoryPeer peer = connected();
    int reason = MemoryPeer.farewell(peer.say(message));
    assertThat(peer.disconnected()).isTrue();
    peer.gone();
    assertThat(hub.budget.held()).isZero();
    return reason;
  }
}
