package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.LockedMessage;
import io.efollowup.hub.SystemProperties;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A cloud-to-device message as it goes to its device. */
final class DeviceboundPackets {
  private DeviceboundPackets() {}

  /**
   * @param prefix of the topic, in the device's own words
   * @param again whether the device has had it before
   */
  static MqttMessage encode(
      String prefix,
      String device,
      LockedMessage locked,
      int qos,
      int id,
      boolean again,
      Version version,
      Instant now) {
    return PacketWriter.publish(
        prefix + bag(device, locked),
        qos,
        again,
        id,
        version == Version.V5 ? properties(locked, now) : MqttProperties.NO_PROPERTIES,
        locked.message().body());
  }

  private static String bag(String device, LockedMessage locked) {
    SystemProperties stated = locked.message().system();
    Map<String, String> system = new LinkedHashMap<>();
    system.put("to", "/devices/" + device + "/messages/deviceBound");
    stated.messageId().ifPresent(id -> system.put("mid", id));
    stated.correlationId().ifPresent(id -> system.put("cid", id));
    stated.userId().ifPresent(id -> system.put("uid", id));
    stated.contentType().ifPresent(type -> system.put("ct", type));
    stated.contentEncoding().ifPresent(encoding -> system.put("ce", encoding));
    return PropertyBag.write(system, new TreeMap<>(locked.message().properties()));
  }

  /** The same once more where MQTT 5 has a place for it. */
  private static MqttProperties properties(LockedMessage locked, Instant now) {
    MqttProperties properties = new MqttProperties();
    SystemProperties stated = locked.message().system();
    stated
        .contentType()
        .ifPresent(
            type ->
                properties.add(
                    new MqttProperties.StringProperty(MqttProperties.CONTENT_TYPE, type)));
    stated
        .correlationId()
        .ifPresent(
            id ->
                properties.add(
                    new MqttProperties.BinaryProperty(
                        MqttProperties.CORRELATION_DATA, id.getBytes(StandardCharsets.UTF_8))));
    long left = Math.max(1, Duration.between(now, locked.expiresAt()).toSeconds());
    properties.add(
        new MqttProperties.IntegerProperty(MqttProperties.PUBLICATION_EXPIRY_INTERVAL, (int) left));
    locked
        .message()
        .properties()
        .forEach((name, value) -> properties.add(new MqttProperties.UserProperty(name, value)));
    return properties;
  }
}
