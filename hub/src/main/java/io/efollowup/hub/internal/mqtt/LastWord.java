package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A will whose time has come. Where it cannot be stored for a reason that may pass it waits and is
 * tried again, as long as there is room for it and for an hour at most; one that is given up is
 * counted. On a loop.
 */
final class LastWord {
  private static final int MOST_TRIES = 360;
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final MqttLoop shared;
  private final Events events;
  private final Packet.Will will;
  private final WillRoom room;
  private int tries;

  /**
   * @param room where it waits; left when it is stored or given up
   */
  LastWord(MqttLoop shared, Events events, Packet.Will will, WillRoom room) {
    this.shared = shared;
    this.events = events;
    this.will = will;
    this.room = room;
  }

  /** Says it for a device that had its right until now. */
  void say() {
    attempt(events.will(will));
  }

  /** Says it for a device that may have lost its right. */
  void sayLate() {
    attempt(events.lateWill(will));
  }

  private void attempt(CompletionStage<Void> said) {
    tries++;
    said.whenComplete(
        (done, failure) ->
            shared.execute(() -> said(Optional.ofNullable(failure).map(HubException::of))));
  }

  private void said(Optional<HubException> failure) {
    Optional<HubException> passing = failure.filter(why -> mayPass(why.error()));
    if (passing.isEmpty()) {
      room.leave();
    } else {
      cannotWait(passing.get()).ifPresentOrElse(this::giveUp, this::tryAgain);
    }
  }

  private static boolean mayPass(HubError error) {
    return error.retryable();
  }

  private Optional<HubException> cannotWait(HubException failure) {
    return tries < MOST_TRIES ? room.take() : Optional.of(failure);
  }

  private void tryAgain() {
    shared.vertx().setTimer(AGAIN.toMillis(), fired -> sayLate());
  }

  private void giveUp(HubException why) {
    shared.services().meters().willDropped(why.error());
    room.leave();
  }
}
