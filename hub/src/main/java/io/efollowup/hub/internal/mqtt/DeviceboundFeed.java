package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.DeviceSessions.Wanted;
import io.efollowup.hub.HubException;
import io.efollowup.hub.LockedMessage;
import io.efollowup.hub.internal.DeviceboundPump;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A device's messages, pushed to it. At QoS 1 its PUBACK completes a message, at QoS 0 its being
 * sent does. A lock that runs out before the PUBACK is taken anew without sending the message
 * again, since MQTT sends again only on another connection. On the connection's loop.
 */
final class DeviceboundFeed implements DeviceboundPump.Outlet {
  /** As many as there can be in a queue. */
  private static final int WINDOW = CloudToDeviceQueue.MOST_MESSAGES;

  private static final int HIGHEST_ID = 65_535;
  private static final int FIRST_ERROR = 0x80;

  private final MqttPort port;
  private final CloudToDeviceQueue queue;
  private final boolean kept;
  private final DeviceboundPump pump;
  private final Map<Integer, LockedMessage> underWay = new HashMap<>();
  private Wanted wanted;
  private boolean open = true;

  /**
   * @param wanted how the device wants them
   * @param kept whether the session outlives the connection
   */
  DeviceboundFeed(MqttPort port, Wanted wanted, boolean kept) {
    this.port = port;
    this.wanted = wanted;
    this.kept = kept;
    this.queue = port.services().cloudToDevice();
    this.pump =
        new DeviceboundPump(
            port.device(),
            queue,
            port.services().storeWork(),
            port.services().clock(),
            port.loop(),
            this);
  }

  /** The device wants them another way, or again. */
  void want(Wanted anew) {
    wanted = anew;
    open = true;
    pump.pump();
  }

  /** No more are wanted; those under way may still be acknowledged. */
  void stop() {
    open = false;
  }

  /** There may be something to send, or room for it. */
  void pump() {
    pump.pump();
  }

  @Override
  public boolean hasRoom() {
    return open
        && !port.isOver()
        && !port.blocked()
        && underWay.size() < Math.min(WINDOW, port.terms().receiveMaximum());
  }

  @Override
  public void deliver(LockedMessage message) {
    for (Map.Entry<Integer, LockedMessage> sent : underWay.entrySet()) {
      if (sent.getValue().sequence() == message.sequence()) {
        sent.setValue(message);
        return;
      }
    }
    if (!open || port.isOver()) {
      perform(() -> queue.release(port.device(), message.lockToken()));
    } else if (wanted.qos() == 0) {
      sendOnce(message);
    } else {
      send(message);
    }
  }

  private void sendOnce(LockedMessage message) {
    if (port.send(encode(message, 0, false))) {
      perform(() -> queue.complete(port.device(), message.lockToken()));
    } else {
      tooLarge(message);
    }
  }

  /**
   * The packet's id follows from the message, so that a message that is sent again, be it after a
   * restart of the hub, has the id it had.
   */
  private void send(LockedMessage message) {
    int id = (int) (message.sequence() % HIGHEST_ID) + 1;
    while (underWay.containsKey(id)) {
      id = id % HIGHEST_ID + 1;
    }
    boolean again = kept && port.services().sessions().wasSent(port.device(), message.sequence());
    if (port.send(encode(message, id, again))) {
      underWay.put(id, message);
    } else {
      tooLarge(message);
    }
  }

  private MqttMessage encode(LockedMessage message, int id, boolean again) {
    return DeviceboundPackets.encode(
        Feed.prefix(wanted.filter()),
        port.device(),
        message,
        id == 0 ? 0 : 1,
        id,
        again,
        port.version(),
        port.services().clock().instant());
  }

  /** The client can never take it. */
  private void tooLarge(LockedMessage message) {
    perform(() -> queue.reject(port.device(), message.lockToken()));
  }

  /**
   * The device has a message, or does not want it.
   *
   * @param reason of MQTT 5; 0x80 and above is a refusal
   */
  void acknowledged(int id, int reason) {
    LockedMessage message = underWay.remove(id);
    if (message != null) {
      String token = message.lockToken();
      perform(
          reason < FIRST_ERROR
              ? () -> queue.complete(port.device(), token)
              : () -> queue.reject(port.device(), token));
      pump.pump();
    }
  }

  /** A lock that ran out meanwhile is the device's loss: it gets the message again. */
  private void perform(Runnable work) {
    port.services()
        .storeWork()
        .perform(work)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                port.services().meters().refused(HubException.of(failure).error());
              }
            });
  }

  /** The connection has ended: what the device did not acknowledge is free again. */
  void close() {
    open = false;
    pump.close();
    Set<Long> sequences = new HashSet<>();
    underWay.values().forEach(message -> sequences.add(message.sequence()));
    if (kept) {
      port.services().sessions().notAcknowledged(port.device(), sequences);
    }
    underWay.values().stream()
        .map(LockedMessage::lockToken)
        .toList()
        .forEach(token -> perform(() -> queue.release(port.device(), token)));
    underWay.clear();
  }
}
