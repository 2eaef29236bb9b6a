package io.efollowup.hub;

import io.efollowup.hub.internal.DeadLetterTable;
import io.efollowup.hub.internal.Ending;
import io.efollowup.hub.internal.Endings;
import io.efollowup.hub.internal.FeedbackTable;
import io.efollowup.hub.internal.MessageSlots;
import io.efollowup.hub.internal.MessageTable;
import io.efollowup.hub.internal.Slot;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * How messages leave their queues: out of the store first, with what is kept of them, then out of
 * memory, then they are counted. Methods that name a device are called within {@link
 * MessageSlots#exclusively} for it.
 */
final class MessageExit {
  private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(7);

  private final HubStore store;
  private final MessageSlots slots;
  private final FeedbackQueue feedback;
  private final MeterRegistry meters;

  MessageExit(HubStore store, MessageSlots slots, FeedbackQueue feedback, MeterRegistry meters) {
    this.store = store;
    this.slots = slots;
    this.feedback = feedback;
    this.meters = meters;
  }

  /** Those whose time is over. */
  Endings due(String device, Instant now) {
    return end(Ending.due(slots.of(device), now), now);
  }

  /** All of a device. */
  Endings all(String device, Instant now) {
    return end(
        slots.of(device).stream().map(slot -> new Ending(slot, MessageOutcome.PURGED)).toList(),
        now);
  }

  Endings end(List<Ending> endings, Instant now) {
    return endings.isEmpty()
        ? Endings.NONE
        : left(store.write(handle -> Endings.apply(handle, endings, now)));
  }

  /** The device gives one back: it is counted and free again, or leaves. */
  Endings giveBack(Slot slot, Instant now) {
    Endings endings = store.write(handle -> giveBack(handle, slot, now));
    slot.unlock();
    return left(endings);
  }

  private static Endings giveBack(Handle handle, Slot slot, Instant now) {
    int deliveries =
        MessageTable.countDelivery(handle, slot.sequence()).orElseThrow(MessageSlots::lockLost);
    return Endings.apply(handle, Ending.ofGivenBack(slot, deliveries), now);
  }

  /** To be called after a transaction in which messages left. */
  Endings left(Endings endings) {
    for (Ending ending : endings.done()) {
      slots.remove(ending.slot());
      count(ending.outcome(), 1);
    }
    feedback.written(endings.feedback(), endings.feedbackDropped());
    return endings;
  }

  /** To be called after a device was deleted with its messages; one of its id may be there anew. */
  List<Slot> withDevice(String device) {
    List<Slot> stored = store.read(handle -> MessageTable.slotsOf(handle, device));
    Set<Long> sequences = stored.stream().map(Slot::sequence).collect(Collectors.toSet());
    Map<Boolean, List<Slot>> known =
        slots.of(device).stream()
            .collect(Collectors.partitioningBy(slot -> sequences.contains(slot.sequence())));
    slots.replace(device, known.get(true));
    List<Slot> gone = known.get(false);
    count(MessageOutcome.PURGED, gone.size());
    int told = (int) gone.stream().filter(MessageExit::isToldOfPurge).count();
    if (told > 0) {
      feedback.written(
          told,
          store.write(handle -> FeedbackTable.keepNewest(handle, FeedbackQueue.MOST_RECORDS)));
    }
    return gone;
  }

  private static boolean isToldOfPurge(Slot slot) {
    return new Ending(slot, MessageOutcome.PURGED).isToldToSender();
  }

  List<DeadLetter> deadLetters(String device, Instant now) {
    return store.read(handle -> DeadLetterTable.of(handle, device, now.minus(DEAD_LETTERS_KEPT)));
  }

  void forgetOldDeadLetters(Instant now) {
    Instant tooOld = now.minus(DEAD_LETTERS_KEPT);
    boolean any = store.read(handle -> DeadLetterTable.anyUntil(handle, tooOld));
    if (any) {
      store.write(handle -> DeadLetterTable.deleteUntil(handle, tooOld));
    }
  }

  private void count(MessageOutcome outcome, int messages) {
    meters.counter("hub.cloud-to-device", "outcome", outcome.label()).increment(messages);
  }
}
