package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.Loop;
import io.netty.handler.codec.mqtt.MqttMessage;

/** What the parts of a connection see of it, once it has proved whose it is. */
interface MqttPort {
  Loop loop();

  HubServices services();

  String device();

  Version version();

  Packet.Terms terms();

  /**
   * Says something.
   *
   * @return false when it is larger than the client takes, and was not said
   */
  boolean send(MqttMessage message);

  /** The same for a packet as it is. */
  boolean send(byte[] packet);

  /** Whether the client does not read what is written at present. */
  boolean blocked();

  /** Whether nothing is said any more. */
  boolean isOver();

  /** Reads no further for this reason, or goes on. */
  void hold(Intake.Hold why, boolean held);

  /** What was received has been dealt with. */
  void release(int bytes);

  /** Ends the connection, counting why. */
  default void close(HubException why) {
    close(Reasons.ofDisconnect(why.error()), why);
  }

  /**
   * The same with a reason of its own.
   *
   * @param reason told to a client of MQTT 5
   */
  void close(int reason, HubException why);
}
