package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.DeviceSessions;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Holding;
import io.efollowup.hub.internal.Owner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A will that waits for its time. Until then it holds the device's session in place of the
 * connection that has gone, so that the next one tells it that the device is back. When its time
 * has come and it cannot be stored, it is tried again until it can. On a loop, but for {@link
 * #takenOver}.
 */
final class DelayedWill implements DeviceSessions.Holder {
  private static final int OVERHEAD = 512;
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final MqttLoop shared;
  private final Events events;
  private final Packet.Will will;
  private final Holding holding;
  private final boolean room;
  private long timer = -1;
  private boolean done;

  DelayedWill(MqttLoop shared, Events events, Packet.Will will) {
    this.shared = shared;
    this.events = events;
    this.will = will;
    this.holding = shared.services().budget().holding(new Owner.Wills());
    int topic = will.topic().getBytes(StandardCharsets.UTF_8).length;
    this.room = holding.add(OVERHEAD + topic + will.body().length).isEmpty();
    if (!room) {
      drop();
    }
  }

  /** Whether it may wait. */
  boolean hasRoom() {
    return room;
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

  private void settle(boolean said) {
    if (!done && said) {
      done = true;
      shared.vertx().cancelTimer(timer);
      say();
    } else if (!done) {
      drop();
    }
  }

  /** It keeps its room until it is stored, or refused for good. */
  private void say() {
    events
        .lateWill(will)
        .whenComplete(
            (stored, failure) -> shared.execute(() -> said(Optional.ofNullable(failure))));
  }

  private void said(Optional<Throwable> failure) {
    if (failure.filter(DelayedWill::willPass).isPresent()) {
      timer = shared.vertx().setTimer(AGAIN.toMillis(), fired -> say());
    } else {
      drop();
    }
  }

  private static boolean willPass(Throwable failure) {
    return HubException.of(failure).error().family() == HubError.Family.RESOURCES;
  }

  /** It is not needed. */
  void drop() {
    done = true;
    shared.vertx().cancelTimer(timer);
    holding.remove(holding.bytes());
    holding.close();
  }
}
