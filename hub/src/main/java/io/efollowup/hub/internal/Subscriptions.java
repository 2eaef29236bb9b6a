package io.efollowup.hub.internal;

import io.efollowup.hub.Subscription;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Who wants to hear of which device. Listeners are called on the telling thread and must not block.
 * Safe for use by several threads.
 *
 * @param <T> what is told
 */
public final class Subscriptions<T> {
  private final ConcurrentMap<String, CopyOnWriteArrayList<Consumer<T>>> listeners =
      new ConcurrentHashMap<>();

  public Subscription subscribe(String device, Consumer<T> listener) {
    listeners.compute(
        device,
        (id, present) -> {
          CopyOnWriteArrayList<Consumer<T>> all =
              present == null ? new CopyOnWriteArrayList<>() : present;
          all.add(listener);
          return all;
        });
    return () ->
        listeners.computeIfPresent(
            device,
            (id, present) -> {
              present.remove(listener);
              return present.isEmpty() ? null : present;
            });
  }

  /** Whether anybody listens. */
  public boolean any(String device) {
    return listeners.containsKey(device);
  }

  public void tell(String device, T news) {
    CopyOnWriteArrayList<Consumer<T>> present = listeners.get(device);
    if (present != null) {
      present.forEach(listener -> listener.accept(news));
    }
  }
}
