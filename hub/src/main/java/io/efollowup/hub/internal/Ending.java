package io.efollowup.hub.internal;

import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.MessageOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message that is to leave its queue.
 *
 * @param slot which
 * @param outcome why
 */
public record Ending(Slot slot, MessageOutcome outcome) {
  /** Those of a queue whose time is over: expired, or superseded and in nobody's hands. */
  public static List<Ending> due(List<Slot> queue, Instant now) {
    return queue.stream().flatMap(slot -> due(slot, now).stream()).toList();
  }

  private static Optional<Ending> due(Slot slot, Instant now) {
    if (slot.isExpiredAt(now)) {
      return Optional.of(new Ending(slot, MessageOutcome.EXPIRED));
    }
    return slot.isSuperseded() && slot.isFreeAt(now)
        ? Optional.of(new Ending(slot, MessageOutcome.SUPERSEDED))
        : Optional.empty();
  }

  /**
   * What becomes of a message that its device gave back.
   *
   * @param deliveries how often it was, this time included
   * @return empty when it stays
   */
  public static List<Ending> ofGivenBack(Slot slot, int deliveries) {
    if (deliveries >= CloudToDeviceQueue.MOST_DELIVERIES) {
      return List.of(new Ending(slot, MessageOutcome.DELIVERY_COUNT_EXCEEDED));
    }
    return slot.isSuperseded() ? List.of(new Ending(slot, MessageOutcome.SUPERSEDED)) : List.of();
  }

  /** Whether the sender asked to be told. */
  public boolean isToldToSender() {
    return slot.ack().includes(outcome.feedback());
  }
}
