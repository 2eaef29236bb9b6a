package io.efollowup.hub.internal;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What is known in memory of the queued messages: which devices have any, and who holds them. So a
 * device that asks every few milliseconds and has none costs nothing. Changes to one device's slots
 * are made only within {@link #exclusively}; reading needs no lock.
 */
public final class MessageSlots {
  private static final int STRIPES = 64;

  private final ConcurrentHashMap<String, CopyOnWriteArrayList<Slot>> queues =
      new ConcurrentHashMap<>();
  private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

  public MessageSlots() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new ReentrantLock();
    }
  }

  /** Does something while nobody else changes this device's slots. */
  public <T> T exclusively(String device, Supplier<T> work) {
    ReentrantLock stripe = stripes[Math.floorMod(device.hashCode(), STRIPES)];
    stripe.lock();
    try {
      return work.get();
    } finally {
      stripe.unlock();
    }
  }

  /** In the order of being queued. */
  public List<Slot> of(String device) {
    List<Slot> queue = queues.get(device);
    return queue == null ? List.of() : queue;
  }

  public boolean holds(String device) {
    return queues.containsKey(device);
  }

  public Set<String> devices() {
    return Set.copyOf(queues.keySet());
  }

  public void add(Slot slot) {
    queues.computeIfAbsent(slot.device(), device -> new CopyOnWriteArrayList<>()).add(slot);
  }

  public void remove(Slot slot) {
    CopyOnWriteArrayList<Slot> queue = queues.get(slot.device());
    if (queue != null) {
      queue.remove(slot);
      if (queue.isEmpty()) {
        queues.remove(slot.device());
      }
    }
  }

  /**
   * Takes away the locks that have run out.
   *
   * @return whether there were any
   */
  public boolean unlockRunOut(String device, Instant now) {
    boolean any = false;
    for (Slot slot : of(device)) {
      any |= slot.unlockIfRunOut(now);
    }
    return any;
  }

  /** The slot that a lock token holds at present; empty when it has run out or never was. */
  public Optional<Slot> lockedBy(String device, String token, Instant now) {
    return of(device).stream().filter(slot -> slot.isLockedBy(token, now)).findFirst();
  }

  /**
   * The slot that a lock token holds at present.
   *
   * @throws HubException {@link HubError#MESSAGE_LOCK_LOST}
   */
  public Slot requireLocked(String device, String token, Instant now) {
    return lockedBy(device, token, now).orElseThrow(MessageSlots::lockLost);
  }

  public static HubException lockLost() {
    return new HubException(
        HubError.MESSAGE_LOCK_LOST,
        "The lock on this message has run out or never was; receive it again.");
  }

  /** What is handed out next, if anything. */
  public Optional<Slot> firstFree(String device, Instant now) {
    return of(device).stream().filter(slot -> slot.isFreeAt(now)).min(Slot.HANDING_OUT);
  }

  /** When the first lock of a message that may be handed out again runs out. */
  public Optional<Instant> nextUnlock(String device, Instant now) {
    return of(device).stream()
        .filter(slot -> !slot.isSuperseded())
        .map(Slot::lockedUntil)
        .filter(until -> until.isAfter(now))
        .min(Comparator.naturalOrder());
  }

  public void replace(String device, List<Slot> slots) {
    if (slots.isEmpty()) {
      queues.remove(device);
    } else {
      queues.put(device, new CopyOnWriteArrayList<>(slots));
    }
  }
}
