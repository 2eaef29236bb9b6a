package io.efollowup.hub.internal;

import io.efollowup.hub.Device;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The devices used lately, kept in memory and never beyond a change of theirs. A read that overlaps
 * a change may still answer with what it read, but is not kept.
 */
final class Credentials {
  private final BoundedCache<String, Credential> cache;
  private final Function<String, Optional<Device>> store;
  private final AtomicLong changes = new AtomicLong();

  /**
   * @param store reads one device; may block
   */
  Credentials(int capacity, Function<String, Optional<Device>> store) {
    this.cache = new BoundedCache<>(capacity);
    this.store = store;
  }

  /** Without asking the store. */
  Optional<Credential> cached(String deviceId) {
    return cache.get(deviceId).filter(Credential::current);
  }

  /** Asks the store where memory does not know; may block. */
  Optional<Credential> find(String deviceId) {
    Optional<Credential> known = cached(deviceId);
    return known.isPresent() ? known : read(deviceId);
  }

  private Optional<Credential> read(String deviceId) {
    long before = changes.get();
    Optional<Credential> read = store.apply(deviceId).map(Credential::new);
    read.ifPresent(
        credential -> {
          cache.put(deviceId, credential);
          if (changes.get() != before) {
            cache.remove(deviceId);
            credential.retire();
          }
        });
    return read;
  }

  /** To be told after a change has been committed. */
  void changed(String deviceId) {
    changes.incrementAndGet();
    cache.get(deviceId).ifPresent(Credential::retire);
    cache.remove(deviceId);
  }
}
