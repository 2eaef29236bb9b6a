package io.efollowup.hub.internal.mqtt;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;

/** What a client of MQTT 5 is told of the hub when it is let in. */
final class Offer {
  private Offer() {}

  static MqttProperties of(Version version, KeepAlive keepAlive, int largestPacket) {
    if (version == Version.V3_1_1) {
      return MqttProperties.NO_PROPERTIES;
    }
    MqttProperties offer = new MqttProperties();
    put(offer, MqttProperties.RECEIVE_MAXIMUM, Publications.WINDOW);
    put(offer, MqttProperties.MAXIMUM_QOS, 1);
    put(offer, MqttProperties.RETAIN_AVAILABLE, 0);
    put(offer, MqttProperties.MAXIMUM_PACKET_SIZE, largestPacket);
    put(offer, MqttProperties.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 0);
    put(offer, MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE, 0);
    if (keepAlive.isOwn()) {
      put(offer, MqttProperties.SERVER_KEEP_ALIVE, keepAlive.ownSeconds());
    }
    return offer;
  }

  private static void put(MqttProperties offer, int property, int value) {
    offer.add(new IntegerProperty(property, value));
  }
}
