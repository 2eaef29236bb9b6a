package io.efollowup.hub.internal;

import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.FeedbackQueue;
import io.efollowup.hub.MessageOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Messages that left their queues in one transaction, together with what is kept of them: the dead
 * letter of each that was not completed, and the feedback of each whose sender asked.
 *
 * @param done those that were still there
 * @param feedback how many records of feedback were written
 * @param feedbackDropped how many older ones had to go for them
 */
public record Endings(List<Ending> done, int feedback, int feedbackDropped) {
  /** Nothing left. */
  public static final Endings NONE = new Endings(List.of(), 0, 0);

  /** Ends messages; to be called within a transaction. */
  public static Endings apply(Handle handle, List<Ending> wanted, Instant now) {
    List<Ending> done = new ArrayList<>(wanted.size());
    int feedback = 0;
    for (Ending ending : wanted) {
      feedback += tellSender(handle, ending, now);
      if (end(handle, ending, now)) {
        done.add(ending);
      }
    }
    int dropped = feedback == 0 ? 0 : FeedbackTable.keepNewest(handle, FeedbackQueue.MOST_RECORDS);
    return new Endings(done, feedback, dropped);
  }

  private static int tellSender(Handle handle, Ending ending, Instant now) {
    return ending.isToldToSender()
        ? FeedbackTable.insert(handle, ending.slot().sequence(), ending.outcome(), now)
        : 0;
  }

  private static boolean end(Handle handle, Ending ending, Instant now) {
    Slot slot = ending.slot();
    if (ending.outcome() != MessageOutcome.COMPLETED) {
      DeadLetterTable.insert(handle, slot.sequence(), ending.outcome(), now);
      DeadLetterTable.keepNewest(handle, slot.device(), CloudToDeviceQueue.MOST_DEAD_LETTERS);
    }
    return MessageTable.delete(handle, slot.sequence());
  }

  /** Removes a device's messages and dead letters, before the device itself is removed. */
  public static void withDevice(Handle handle, String device, Instant now) {
    MessageTable.slotsOf(handle, device).stream()
        .map(slot -> new Ending(slot, MessageOutcome.PURGED))
        .forEach(ending -> tellSender(handle, ending, now));
    MessageTable.deleteOf(handle, device);
    DeadLetterTable.deleteOf(handle, device);
  }
}
