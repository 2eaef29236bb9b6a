package io.efollowup.hub;

import io.efollowup.hub.internal.PolicyTable;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;

/**
 * The hub's shared access policies: {@code iothubowner}, {@code service}, {@code device}, {@code
 * registryRead} and {@code registryReadWrite}. Their keys are made at first start. Safe for use by
 * several threads; only opening and {@link #rotate} block on the store.
 */
public final class SharedAccessPolicies {
  private static final Map<String, Set<Permission>> GRANTS =
      Map.of(
          "iothubowner", EnumSet.allOf(Permission.class),
          "service", Set.of(Permission.SERVICE_CONNECT),
          "device", Set.of(Permission.DEVICE_CONNECT),
          "registryRead", Set.of(Permission.REGISTRY_READ),
          "registryReadWrite", Set.of(Permission.REGISTRY_READ, Permission.REGISTRY_WRITE));

  private final HubStore store;
  private final SecureRandom random = new SecureRandom();
  private final List<Runnable> rotationListeners = new CopyOnWriteArrayList<>();
  private volatile Map<String, SharedAccessPolicy> policies;

  public SharedAccessPolicies(HubStore store) {
    this.store = store;
    this.policies = store.write(this::loadOrCreate);
  }

  private Map<String, SharedAccessPolicy> loadOrCreate(Handle handle) {
    Map<String, SymmetricKeys> stored = PolicyTable.all(handle);
    Map<String, SharedAccessPolicy> loaded = new TreeMap<>();
    GRANTS.forEach(
        (name, permissions) -> {
          SymmetricKeys keys = stored.get(name);
          if (keys == null) {
            keys = SymmetricKeys.generate(random);
            PolicyTable.put(handle, name, keys);
          }
          loaded.put(name, new SharedAccessPolicy(name, permissions, keys));
        });
    return Map.copyOf(loaded);
  }

  /** Calls after each rotation, on the rotating thread. */
  void onRotation(Runnable listener) {
    rotationListeners.add(listener);
  }

  /** By name, in its case. Does not block. */
  public Optional<SharedAccessPolicy> find(String name) {
    return Optional.ofNullable(policies.get(name));
  }

  /** All, in order of their names. */
  public List<SharedAccessPolicy> all() {
    return List.copyOf(new TreeMap<>(policies).values());
  }

  /**
   * Gives a policy a new primary key; see {@link SymmetricKeys#rotate}. In force when this returns.
   *
   * @throws HubException {@link HubError#RESOURCE_NOT_FOUND} when there is no such policy
   */
  public synchronized SharedAccessPolicy rotate(String name) {
    SharedAccessPolicy old =
        find(name)
            .orElseThrow(
                () ->
                    new HubException(
                        HubError.RESOURCE_NOT_FOUND,
                        "The hub's policies are "
                            + String.join(", ", new TreeMap<>(GRANTS).keySet())
                            + "."));
    SharedAccessPolicy rotated =
        new SharedAccessPolicy(name, old.permissions(), old.keys().rotate(random));
    store.write(handle -> PolicyTable.put(handle, name, rotated.keys()));
    Map<String, SharedAccessPolicy> changed = new TreeMap<>(policies);
    changed.put(name, rotated);
    policies = Map.copyOf(changed);
    rotationListeners.forEach(Runnable::run);
    return rotated;
  }
}
