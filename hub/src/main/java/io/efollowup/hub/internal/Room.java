package io.efollowup.hub.internal;

import io.efollowup.hub.CloudToDeviceMessage;
import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.MessageOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What has to happen in a queue so that a message can enter it.
 *
 * @param leaving what leaves
 * @param superseded alarms in the device's hands that the new one replaces: the device may settle
 *     them, but they are not handed out again
 */
public record Room(List<Ending> leaving, List<Slot> superseded) {

  /**
   * Finds room, changing nothing.
   *
   * @throws HubException {@link HubError#DEVICE_QUEUE_FULL}
   */
  public static Room in(List<Slot> queue, CloudToDeviceMessage message, Instant now) {
    List<Ending> leaving = new ArrayList<>(Ending.due(queue, now));
    List<Slot> staying = new ArrayList<>(queue);
    leaving.forEach(ending -> staying.remove(ending.slot()));
    List<Slot> superseded = new ArrayList<>();
    message.alarm().ifPresent(kind -> replace(kind, staying, leaving, superseded, now));
    if (staying.size() >= CloudToDeviceQueue.MOST_MESSAGES) {
      leaving.add(displaced(staying, message, now));
    }
    return new Room(leaving, superseded);
  }

  /**
   * Lets a message in; to be called within a transaction.
   *
   * @throws HubException {@link HubError#DEVICE_NOT_FOUND}
   */
  public Entry enter(
      Handle handle,
      String device,
      CloudToDeviceMessage message,
      Instant enqueuedAt,
      Instant expiresAt) {
    Endings endings = Endings.apply(handle, leaving, enqueuedAt);
    superseded.forEach(slot -> MessageTable.supersede(handle, slot.sequence()));
    long sequence = MessageTable.insert(handle, device, message, enqueuedAt, expiresAt);
    Slot slot = new Slot(device, sequence, expiresAt, message.ack(), message.alarm(), false);
    return new Entry(slot, endings);
  }

  /**
   * A message that has entered.
   *
   * @param slot the message
   * @param endings what left for it
   */
  public record Entry(Slot slot, Endings endings) {}

  private static void replace(
      String kind, List<Slot> staying, List<Ending> leaving, List<Slot> superseded, Instant now) {
    for (Slot older : List.copyOf(staying)) {
      if (older.isCurrent(kind) && older.isFreeAt(now)) {
        leaving.add(new Ending(older, MessageOutcome.SUPERSEDED));
        staying.remove(older);
      } else if (older.isCurrent(kind)) {
        superseded.add(older);
      }
    }
  }

  private static Ending displaced(List<Slot> full, CloudToDeviceMessage message, Instant now) {
    return full.stream()
        .filter(slot -> message.alarm().isPresent() && !slot.isAlarm() && slot.isFreeAt(now))
        .findFirst()
        .map(slot -> new Ending(slot, MessageOutcome.DISPLACED))
        .orElseThrow(
            () ->
                new HubException(
                    HubError.DEVICE_QUEUE_FULL,
                    "Already "
                        + CloudToDeviceQueue.MOST_MESSAGES
                        + " messages wait for this device."));
  }
}
