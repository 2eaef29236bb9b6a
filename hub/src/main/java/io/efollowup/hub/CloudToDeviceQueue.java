package io.efollowup.hub;

import io.efollowup.hub.internal.MessageSlots;
import io.efollowup.hub.internal.MessageSlots.Slot;
import io.efollowup.hub.internal.MessageTable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Messages to devices, one durable queue per device. A message is handed out under a lock of 60
 * seconds and stays in the queue until its device settles it; a lock that runs out, or a restart,
 * makes it available again without counting as a delivery. It is dropped, and counted under its
 * {@link MessageOutcome}, when it expires, is rejected, or was given back ten times. So delivery is
 * at least once.
 *
 * <p>Safe for use by several threads. All methods but {@link #mayHoldMessages} and {@link #depth}
 * block on the store.
 */
public final class CloudToDeviceQueue {
  /** How many messages wait for one device at most. */
  public static final int MOST_MESSAGES = 50;

  /** How often a message is handed out at most. */
  public static final int MOST_DELIVERIES = 10;

  /** How long a device has to settle a message. */
  public static final Duration LOCK = Duration.ofSeconds(60);

  /** How long a message without an expiry of its own is kept. */
  public static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofHours(1);

  private static final Duration LONGEST_TIME_TO_LIVE = Duration.ofDays(2);

  private final HubStore store;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final MessageSlots slots = new MessageSlots();

  public CloudToDeviceQueue(HubStore store, InstantSource clock, MeterRegistry meters) {
    this.store = store;
    this.clock = clock;
    this.meters = meters;
    store.<List<Slot>, RuntimeException>read(MessageTable::allSlots).forEach(slots::add);
  }

  /**
   * Queues a message; when this returns it is durable.
   *
   * @throws HubException {@link HubError#DEVICE_NOT_FOUND}, {@link HubError#DEVICE_QUEUE_FULL}
   */
  public void enqueue(String deviceId, CloudToDeviceMessage message) {
    Instant now = now();
    Instant expiresAt = expiryOf(message, now);
    slots.exclusively(
        deviceId,
        () -> {
          dropExpired(deviceId, now);
          if (slots.of(deviceId).size() >= MOST_MESSAGES) {
            throw new HubException(
                HubError.DEVICE_QUEUE_FULL,
                "Already " + MOST_MESSAGES + " messages wait for this device.");
          }
          long sequence =
              store.write(handle -> MessageTable.insert(handle, deviceId, message, now, expiresAt));
          slots.add(new Slot(deviceId, sequence, expiresAt));
          return sequence;
        });
  }

  /** The first message that is neither locked nor expired, now locked; empty when there is none. */
  public Optional<LockedMessage> receive(String deviceId) {
    if (!mayHoldMessages(deviceId)) {
      return Optional.empty();
    }
    Instant now = now();
    return slots.exclusively(
        deviceId,
        () -> {
          dropExpired(deviceId, now);
          Optional<Slot> free =
              slots.of(deviceId).stream().filter(slot -> slot.isFreeAt(now)).findFirst();
          return free.map(slot -> lock(slot, now));
        });
  }

  private LockedMessage lock(Slot slot, Instant now) {
    String token = UUID.randomUUID().toString();
    LockedMessage message = store.read(handle -> MessageTable.read(handle, slot.sequence(), token));
    slot.lock(token, now.plus(LOCK));
    return message;
  }

  /** The device has dealt with it. */
  public void complete(String deviceId, String lockToken) {
    settle(deviceId, lockToken, MessageOutcome.COMPLETED);
  }

  /** The device will never deal with it. */
  public void reject(String deviceId, String lockToken) {
    settle(deviceId, lockToken, MessageOutcome.REJECTED);
  }

  private void settle(String deviceId, String lockToken, MessageOutcome outcome) {
    slots.exclusively(
        deviceId,
        () -> {
          remove(locked(deviceId, lockToken), outcome);
          return outcome;
        });
  }

  /** The device gives it back; it is handed out again, or dropped after the tenth time. */
  public void abandon(String deviceId, String lockToken) {
    slots.exclusively(
        deviceId,
        () -> {
          Slot slot = locked(deviceId, lockToken);
          int deliveries =
              store.write(handle -> MessageTable.countDelivery(handle, slot.sequence()));
          slot.unlock();
          if (deliveries >= MOST_DELIVERIES) {
            remove(slot, MessageOutcome.DELIVERY_COUNT_EXCEEDED);
          }
          return deliveries;
        });
  }

  private Slot locked(String deviceId, String lockToken) {
    Instant now = now();
    return slots.of(deviceId).stream()
        .filter(slot -> slot.isLockedBy(lockToken, now))
        .findFirst()
        .orElseThrow(
            () ->
                new HubException(
                    HubError.MESSAGE_LOCK_LOST,
                    "The lock on this message has run out or never was; receive it again."));
  }

  /** Whether a call of {@link #receive} could find anything. Does not block. */
  public boolean mayHoldMessages(String deviceId) {
    return slots.holds(deviceId);
  }

  /** How many messages wait, locked ones included. Does not block. */
  public int depth(String deviceId) {
    return slots.of(deviceId).size();
  }

  /** Drops what has expired in any queue; to be called now and then. */
  public void dropExpired() {
    Instant now = now();
    for (String deviceId : slots.devices()) {
      slots.exclusively(deviceId, () -> dropExpired(deviceId, now));
    }
  }

  private boolean dropExpired(String deviceId, Instant now) {
    List<Slot> expired = slots.of(deviceId).stream().filter(slot -> slot.isExpiredAt(now)).toList();
    expired.forEach(slot -> remove(slot, MessageOutcome.EXPIRED));
    return !expired.isEmpty();
  }

  /** Brings memory in line with the store after a device was deleted with its messages. */
  void deviceDeleted(String deviceId) {
    slots.exclusively(
        deviceId,
        () -> {
          List<Slot> kept = store.read(handle -> MessageTable.slotsOf(handle, deviceId));
          count(MessageOutcome.PURGED, slots.of(deviceId).size() - kept.size());
          slots.replace(deviceId, kept);
          return kept;
        });
  }

  private void remove(Slot slot, MessageOutcome outcome) {
    store.write(handle -> MessageTable.delete(handle, slot.sequence()));
    slots.remove(slot);
    count(outcome, 1);
  }

  private void count(MessageOutcome outcome, int messages) {
    meters.counter("hub.cloud-to-device", "outcome", outcome.label()).increment(messages);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Instant expiryOf(CloudToDeviceMessage message, Instant now) {
    Instant expiry =
        message
            .expiry()
            .map(stated -> stated.truncatedTo(ChronoUnit.MILLIS))
            .orElse(now.plus(DEFAULT_TIME_TO_LIVE));
    if (!expiry.isAfter(now) || expiry.isAfter(now.plus(LONGEST_TIME_TO_LIVE))) {
      throw new HubException(
          HubError.MALFORMED_REQUEST, "A message expires within the next two days.");
    }
    return expiry;
  }
}
