package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.DeviceSessions;
import java.time.Duration;
import java.util.Optional;

/**
 * A will that waits for its time. Until then it holds the device's session in place of the
 * connection that has gone, so that the next one tells it that the device is back. On a loop, but
 * for {@link #takenOver}.
 */
final class DelayedWill implements DeviceSessions.Holder {
  private final MqttLoop shared;
  private final Events events;
  private final Packet.Will will;
  private final WillRoom room;
  private final boolean kept;
  private long timer = -1;
  private boolean done;

  DelayedWill(MqttLoop shared, Events events, Packet.Will will) {
    this.shared = shared;
    this.events = events;
    this.will = will;
    this.room = new WillRoom(shared.services().budget(), will);
    this.kept = room.take().isEmpty();
    if (!kept) {
      drop();
    }
  }

  /** Whether it may wait. */
  boolean hasRoom() {
    return kept;
  }

  void begin(Duration delay) {
    if (!done) {
      timer = shared.vertx().setTimer(Math.max(1, delay.toMillis()), fired -> due());
    }
  }

  private void due() {
    boolean mine = shared.services().sessions().leave(events.device(), this, Optional.empty());
    if (mine) {
      settle(true);
    } // else the newer connection tells
  }

  @Override
  public void takenOver(boolean goesOn) {
    shared.execute(() -> settle(!goesOn));
  }

  /** It keeps its room until it is stored, or given up. */
  private void settle(boolean said) {
    if (!done && said) {
      done = true;
      shared.vertx().cancelTimer(timer);
      new LastWord(shared, events, will, room).sayLate();
    } else if (!done) {
      drop();
    }
  }

  /** It is not needed. */
  void drop() {
    done = true;
    shared.vertx().cancelTimer(timer);
    room.leave();
  }
}
