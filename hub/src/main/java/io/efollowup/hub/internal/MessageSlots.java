package io.efollowup.hub.internal;

import java.time.Instant;
import java.util.List;
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

  public void replace(String device, List<Slot> slots) {
    if (slots.isEmpty()) {
      queues.remove(device);
    } else {
      queues.put(device, new CopyOnWriteArrayList<>(slots));
    }
  }

  /** One queued message. The lock lives in memory only: a restart sets every message free. */
  public static final class Slot {
    private final String device;
    private final long sequence;
    private final Instant expiresAt;
    private volatile Lock lock = Lock.NONE;

    public Slot(String device, long sequence, Instant expiresAt) {
      this.device = device;
      this.sequence = sequence;
      this.expiresAt = expiresAt;
    }

    public String device() {
      return device;
    }

    public long sequence() {
      return sequence;
    }

    public boolean isExpiredAt(Instant now) {
      return !expiresAt.isAfter(now);
    }

    public boolean isFreeAt(Instant now) {
      return !lock.until().isAfter(now);
    }

    public boolean isLockedBy(String token, Instant now) {
      return lock.token().equals(token) && lock.until().isAfter(now);
    }

    public void lock(String token, Instant until) {
      lock = new Lock(token, until);
    }

    public void unlock() {
      lock = Lock.NONE;
    }

    private record Lock(String token, Instant until) {
      static final Lock NONE = new Lock("", Instant.MIN);
    }
  }
}
