package io.efollowup.hub.internal;

import io.efollowup.hub.Subscription;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Which devices are connected over a transport that stays open, and through what. Kept in memory: a
 * restart ends every connection. Safe for use by several threads.
 */
public final class Presence {
  private static final int REMEMBERED = 100_000;

  /** One connection that acts for a device. */
  public interface Party {
    /**
     * Something was changed that decides whether it may: it asks again, and leaves when it may not.
     * Called on the changing thread; must not block.
     */
    void recheck();
  }

  private final InstantSource clock;
  private final ConcurrentMap<String, CopyOnWriteArrayList<Party>> connected =
      new ConcurrentHashMap<>();
  private final Set<Party> parties = ConcurrentHashMap.newKeySet();
  private final BoundedCache<String, Instant> changedAt = new BoundedCache<>(REMEMBERED);

  public Presence(InstantSource clock) {
    this.clock = clock;
  }

  /** From now until the subscription is closed the device is connected through this party. */
  public Subscription join(String device, Party party) {
    connected.compute(
        device,
        (id, present) -> {
          if (present != null) {
            present.add(party);
            return present;
          }
          changedAt.put(device, clock.instant());
          return new CopyOnWriteArrayList<>(new Party[] {party});
        });
    AtomicBoolean left = new AtomicBoolean();
    return () -> {
      if (left.compareAndSet(false, true)) {
        leave(device, party);
      }
    };
  }

  private void leave(String device, Party party) {
    connected.computeIfPresent(
        device,
        (id, present) -> {
          present.remove(party);
          if (present.isEmpty()) {
            changedAt.put(device, clock.instant());
            return null;
          }
          return present;
        });
  }

  /** The party is asked to recheck after every change of a policy, until this is closed. */
  public Subscription watchPolicies(Party party) {
    parties.add(party);
    return () -> parties.remove(party);
  }

  public boolean isConnected(String device) {
    return connected.containsKey(device);
  }

  /** When it last connected or left; empty when that was before the start, or very long ago. */
  public Optional<Instant> changedAt(String device) {
    return changedAt.get(device);
  }

  /** To be told after a committed change of a device. */
  public void deviceChanged(String device) {
    CopyOnWriteArrayList<Party> present = connected.get(device);
    if (present != null) {
      present.forEach(Party::recheck);
    }
  }

  /** To be told after a policy's keys have changed. */
  public void policiesChanged() {
    parties.forEach(Party::recheck);
  }
}
