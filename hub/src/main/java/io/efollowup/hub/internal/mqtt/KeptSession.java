package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.DeviceSessions;
import io.efollowup.hub.internal.HubServices;

/**
 * What a connection leaves when it ends. A session of MQTT 3.1.1 is kept for ever or not at all,
 * and nothing is to be done; one of MQTT 5 ends some time.
 *
 * @param name of the connection; the same for all of MQTT 3.1.1
 * @param seconds for which the session is kept
 * @param stored whether that is what the store says
 */
record KeptSession(HubServices services, String device, String name, long seconds, boolean stored) {
  /** The name of connections whose sessions do not end. */
  static final String UNNAMED = "";

  KeptSession(HubServices services, String device, String name, long seconds) {
    this(services, device, name, seconds, true);
  }

  KeptSession withSeconds(long other) {
    return new KeptSession(services, device, name, other, stored && other == seconds);
  }

  DeviceSessions.Keeps keeps() {
    return new DeviceSessions.Keeps(name, seconds);
  }

  boolean outlivesConnection() {
    return seconds > 0;
  }

  /** The connection has ended. Where the store does not take that now, it is told again. */
  void end() {
    if (name.equals(UNNAMED) || stored && seconds == Packet.Terms.NEVER) {
      return;
    }
    services.sessions().ended(device, name, seconds);
    services.storeWork().perform(() -> services.sessions().storeEnd(name));
  }

  @Override
  public String toString() {
    return "KeptSession[hidden]";
  }
}
