package io.efollowup.hub;

import io.efollowup.hub.internal.Ending;
import io.efollowup.hub.internal.Endings;
import io.efollowup.hub.internal.MessageLife;
import io.efollowup.hub.internal.MessageSlots;
import io.efollowup.hub.internal.MessageTable;
import io.efollowup.hub.internal.Room;
import io.efollowup.hub.internal.Slot;
import io.efollowup.hub.internal.Subscriptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Messages to devices, one durable queue per device. A message is handed out under a lock and stays
 * in the queue until its device settles it; a lock that runs out, a lost connection or a restart
 * makes it available again without counting as a delivery. So delivery is at least once. Alarms are
 * handed out before other messages, each kind in the order of being queued.
 *
 * <p>A message is dropped when it expires, is rejected, was given back ten times, is purged, or
 * gives way to an alarm: a newer one of its own kind, or any one where the queue is full and it is
 * none itself. It is then counted under its {@link MessageOutcome} and kept for a week as a dead
 * letter. What its sender asked to hear goes to the {@link #feedback} in the same transaction.
 *
 * <p>Safe for use by several threads. All methods but {@link #mayHoldMessages}, {@link #depth},
 * {@link #nextUnlock} and {@link #onAvailable} block on the store.
 */
public final class CloudToDeviceQueue {
  /** How many messages wait for one device at most. */
  public static final int MOST_MESSAGES = 50;

  /** How often a message is handed out at most. */
  public static final int MOST_DELIVERIES = 10;

  /** How many dead letters are kept of one device at most. */
  public static final int MOST_DEAD_LETTERS = 50;

  /** How long a device has to settle a message, unless it says otherwise. */
  public static final Duration LOCK = Duration.ofSeconds(60);

  /** How long a message without an expiry of its own is kept. */
  public static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofHours(1);

  /** How long an alarm is kept at most. */
  public static final Duration ALARM_TIME_TO_LIVE = Duration.ofMinutes(15);

  private final HubStore store;
  private final InstantSource clock;
  private final FeedbackQueue feedback;
  private final Subscriptions<String> listeners = new Subscriptions<>();
  private final MessageSlots slots = new MessageSlots();
  private final MessageExit exit;

  public CloudToDeviceQueue(HubStore store, InstantSource clock, MeterRegistry meters) {
    this.store = store;
    this.clock = clock;
    this.feedback = new FeedbackQueue(store, clock, meters);
    this.exit = new MessageExit(store, slots, feedback, meters);
    store.<List<Slot>, RuntimeException>read(MessageTable::allSlots).forEach(slots::add);
  }

  /** What became of the messages whose senders asked. */
  public FeedbackQueue feedback() {
    return feedback;
  }

  /**
   * Calls whenever a message of this device may have become available: queued, given back, its lock
   * run out (noticed within seconds; {@link #nextUnlock} tells sooner). On any thread; the listener
   * must not block.
   */
  public Subscription onAvailable(String deviceId, Runnable listener) {
    return listeners.subscribe(deviceId, device -> listener.run());
  }

  /**
   * Queues a message; when this returns it is durable.
   *
   * @throws HubException {@link HubError#DEVICE_NOT_FOUND}, {@link HubError#DEVICE_QUEUE_FULL},
   *     {@link HubError#MALFORMED_REQUEST} for an expiry that is past or far away
   */
  public void enqueue(String deviceId, CloudToDeviceMessage message) {
    Instant now = now();
    Instant expiresAt = MessageLife.expiryOf(message, now);
    slots.exclusively(
        deviceId,
        () -> {
          Room room = Room.in(slots.of(deviceId), message, now);
          Room.Entry entry =
              store.write(handle -> room.enter(handle, deviceId, message, now, expiresAt));
          room.superseded().forEach(Slot::supersede);
          exit.left(entry.endings());
          slots.add(entry.slot());
          return entry;
        });
    listeners.tell(deviceId, deviceId);
  }

  /** The first message that is neither locked nor expired, now locked; empty when there is none. */
  public Optional<LockedMessage> receive(String deviceId) {
    return receive(deviceId, LOCK);
  }

  /**
   * The same under a lock of another length.
   *
   * @param lock 5 to 300 seconds, else {@link HubError#MALFORMED_REQUEST}
   */
  public Optional<LockedMessage> receive(String deviceId, Duration lock) {
    MessageLife.requireLock(lock);
    if (!mayHoldMessages(deviceId)) {
      return Optional.empty();
    }
    Instant now = now();
    return slots.exclusively(
        deviceId,
        () -> {
          exit.due(deviceId, now);
          return slots.firstFree(deviceId, now).flatMap(slot -> lock(slot, now.plus(lock)));
        });
  }

  private Optional<LockedMessage> lock(Slot slot, Instant until) {
    String token = UUID.randomUUID().toString();
    Optional<LockedMessage> message =
        store.read(handle -> MessageTable.read(handle, slot.sequence(), token));
    message.ifPresent(found -> slot.lock(token, until));
    return message;
  }

  /**
   * The device has dealt with it.
   *
   * @throws HubException {@link HubError#MESSAGE_LOCK_LOST}, as the other ways to settle
   */
  public void complete(String deviceId, String lockToken) {
    settle(deviceId, lockToken, MessageOutcome.COMPLETED);
  }

  /** The device will never deal with it. */
  public void reject(String deviceId, String lockToken) {
    settle(deviceId, lockToken, MessageOutcome.REJECTED);
  }

  private void settle(String deviceId, String lockToken, MessageOutcome outcome) {
    Instant now = now();
    slots.exclusively(
        deviceId,
        () -> {
          Slot slot = slots.requireLocked(deviceId, lockToken, now);
          Endings endings = exit.end(List.of(new Ending(slot, outcome)), now);
          return endings.done().stream().findFirst().orElseThrow(MessageSlots::lockLost);
        });
  }

  /** The device gives it back; it is handed out again, or dropped after the tenth time. */
  public void abandon(String deviceId, String lockToken) {
    Instant now = now();
    slots.exclusively(
        deviceId,
        () -> {
          Slot slot = slots.requireLocked(deviceId, lockToken, now);
          return exit.giveBack(slot, now);
        });
    listeners.tell(deviceId, deviceId);
  }

  /**
   * The connection it went out on was lost: it is free at once, and its delivery count unchanged.
   * Does nothing when the lock has run out.
   */
  public void release(String deviceId, String lockToken) {
    Instant now = now();
    Optional<Slot> released =
        slots.exclusively(
            deviceId,
            () -> {
              Optional<Slot> held = slots.lockedBy(deviceId, lockToken, now);
              held.ifPresent(Slot::unlock);
              return held;
            });
    if (released.isPresent()) {
      listeners.tell(deviceId, deviceId);
      slots.exclusively(deviceId, () -> exit.due(deviceId, now));
    }
  }

  /** Drops all messages of a device, locked ones included; returns how many there were. */
  public int purge(String deviceId) {
    Instant now = now();
    return slots.exclusively(deviceId, () -> exit.all(deviceId, now).done().size());
  }

  /** Messages of this device that were not completed, the earliest ended first. */
  public List<DeadLetter> deadLetters(String deviceId) {
    return exit.deadLetters(deviceId, now());
  }

  /** Whether a call of {@link #receive} could find anything. Does not block. */
  public boolean mayHoldMessages(String deviceId) {
    return slots.holds(deviceId);
  }

  /** How many messages wait, locked ones included. Does not block. */
  public int depth(String deviceId) {
    return slots.of(deviceId).size();
  }

  /** When the first of the messages that are locked now becomes free. Does not block. */
  public Optional<Instant> nextUnlock(String deviceId) {
    return slots.nextUnlock(deviceId, now());
  }

  /**
   * Drops what has expired in any queue, dead letters and feedback included, and notices locks that
   * have run out; to be called now and then.
   */
  public void dropExpired() {
    Instant now = now();
    for (String deviceId : slots.devices()) {
      boolean unlocked =
          slots.exclusively(
              deviceId,
              () -> {
                exit.due(deviceId, now);
                return slots.unlockRunOut(deviceId, now);
              });
      if (unlocked) {
        listeners.tell(deviceId, deviceId);
      }
    }
    exit.forgetOldDeadLetters(now);
    feedback.sweep();
  }

  /** Brings memory in line with the store after a device was deleted with its messages. */
  void deviceDeleted(String deviceId) {
    slots.exclusively(deviceId, () -> exit.withDevice(deviceId));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
