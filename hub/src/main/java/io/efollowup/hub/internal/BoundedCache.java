package io.efollowup.hub.internal;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A map that forgets what has not been asked for lately. Two generations: entries are put into the
 * young one; when it is full it becomes the old one and the old one is dropped; an old entry that
 * is asked for is young again. Reads take no lock. Safe for use by several threads.
 */
public final class BoundedCache<K, V> {
  private final int generationSize;
  private volatile ConcurrentHashMap<K, V> young = new ConcurrentHashMap<>();
  private volatile ConcurrentHashMap<K, V> old = new ConcurrentHashMap<>();

  /**
   * @param capacity the most entries ever held, at least 2
   */
  public BoundedCache(int capacity) {
    if (capacity < 2) {
      throw new IllegalArgumentException("a cache holds at least two entries");
    }
    this.generationSize = capacity / 2;
  }

  public Optional<V> get(K key) {
    V value = young.get(key);
    if (value != null) {
      return Optional.of(value);
    }
    V older = old.get(key);
    if (older != null) {
      put(key, older);
    }
    return Optional.ofNullable(older);
  }

  /**
   * What is there, or what is made and put there. Where two threads make one at the same time, both
   * get the same, unless the entry is forgotten in between.
   */
  public V computeIfAbsent(K key, Function<? super K, ? extends V> make) {
    Optional<V> present = get(key);
    if (present.isPresent()) {
      return present.get();
    }
    if (young.size() >= generationSize) {
      turn();
    }
    return young.computeIfAbsent(key, make);
  }

  public void put(K key, V value) {
    if (young.size() >= generationSize) {
      turn();
    }
    young.put(key, value);
  }

  public void remove(K key) {
    old.remove(key);
    young.remove(key);
  }

  /** At most the capacity, and the few that were being put while a generation turned. */
  public int size() {
    return young.size() + old.size();
  }

  private synchronized void turn() {
    if (young.size() >= generationSize) {
      old = young;
      young = new ConcurrentHashMap<>();
    }
  }
}
