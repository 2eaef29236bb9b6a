package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.DeviceSessions;
import java.time.Duration;
import java.util.Optional;

/**
 * What is said for a client whose connection has gone, and when: at once, or, as MQTT 5 may want
 * it, after a delay, unless the client is back by then or its session has ended before. On the
 * connection's loop.
 */
final class Testament {
  private final MqttLoop shared;
  private final Events events;
  private Optional<Packet.Will> will;
  private boolean opened;

  Testament(MqttLoop shared, Events events, Optional<Packet.Will> will) {
    this.shared = shared;
    this.events = events;
    this.will = will;
  }

  /** The client took leave, or lost its right. */
  void forget() {
    will = Optional.empty();
  }

  /**
   * A newer connection of the device has come.
   *
   * @param goesOn whether the session goes on there, and is not begun anew
   */
  void superseded(boolean goesOn) {
    will = will.filter(one -> !goesOn || one.delay() == 0).map(Packet.Will::atOnce);
    if (opened) {
      say();
    }
  }

  /**
   * The connection has gone and lets go of the session.
   *
   * @param tenure its hold on it
   */
  void open(Tenure tenure) {
    opened = true;
    long delay = will.map(one -> Math.min(one.delay(), tenure.seconds())).orElse(0L);
    Optional<DelayedWill> waiting = delay == 0 ? Optional.empty() : delayed(will.orElseThrow());
    boolean held = tenure.leave(waiting.map(DeviceSessions.Holder.class::cast));
    if (delay > 0 && !held) {
      waiting.ifPresent(DelayedWill::drop); // the newer connection says what becomes of it
    } else if (waiting.isEmpty()) {
      say();
    } else {
      waiting.get().begin(Duration.ofSeconds(delay));
      forget();
    }
  }

  /** Empty where too many wait: such a will is said at once. */
  private Optional<DelayedWill> delayed(Packet.Will one) {
    DelayedWill waiting = new DelayedWill(shared, events, one);
    return waiting.hasRoom() ? Optional.of(waiting) : Optional.empty();
  }

  private void say() {
    will.ifPresent(one -> new LastWord(shared, events, one, room(one)).say());
    forget();
  }

  private WillRoom room(Packet.Will one) {
    return new WillRoom(shared.services().budget(), one);
  }
}
