package io.efollowup.hub.internal.method;

import io.efollowup.hub.MethodRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Who answers for one device, and the calls it has not answered. Guarded by whoever keeps it. */
public final class DeviceCalls {
  private final Map<UUID, PendingCall> pending = new LinkedHashMap<>();
  private final LinkedHashMap<Object, Consumer<MethodRequest>> handlers = new LinkedHashMap<>();

  public int size() {
    return pending.size();
  }

  public void add(PendingCall call) {
    pending.put(call.id(), call);
  }

  /** False when it was not here any more. */
  public boolean remove(PendingCall call) {
    return pending.remove(call.id()) != null;
  }

  /** The call a device was asked under this id. */
  public Optional<PendingCall> handedOver(UUID id) {
    return Optional.ofNullable(pending.get(id)).filter(PendingCall::isHandedOver);
  }

  /** In the order they came. */
  public List<PendingCall> all() {
    return List.copyOf(pending.values());
  }

  /**
   * @param key the handler goes by it
   */
  public void addHandler(Object key, Consumer<MethodRequest> handler) {
    handlers.put(key, handler);
  }

  public void removeHandler(Object key) {
    handlers.remove(key);
  }

  public Optional<Consumer<MethodRequest>> newestHandler() {
    return Optional.ofNullable(handlers.lastEntry()).map(Map.Entry::getValue);
  }

  public boolean isEmpty() {
    return pending.isEmpty() && handlers.isEmpty();
  }
}
