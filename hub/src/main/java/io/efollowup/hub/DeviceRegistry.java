package io.efollowup.hub;

import io.efollowup.hub.internal.DeviceTable;
import io.efollowup.hub.internal.Endings;
import io.efollowup.hub.internal.SessionTable;
import io.efollowup.hub.internal.TwinTable;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The identities of the devices. When a method that changes one returns, the change is durable and
 * in force: no token is accepted by what was before. Safe for use by several threads; blocks on the
 * store.
 */
public final class DeviceRegistry {
  /** How many devices one call of {@link #list} gives at most. */
  public static final int LONGEST_LIST = 1000;

  private static final int RANDOM_TAG_BYTES = 9;

  private final HubStore store;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final List<Consumer<String>> changeListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<String>> deletionListeners = new CopyOnWriteArrayList<>();

  public DeviceRegistry(HubStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Calls with the device's id after each committed change or deletion, on the changing thread. */
  public void onChange(Consumer<String> listener) {
    changeListeners.add(listener);
  }

  void onDeletion(Consumer<String> listener) {
    deletionListeners.add(listener);
  }

  /**
   * Creates an identity.
   *
   * @throws HubException {@link HubError#DEVICE_ALREADY_EXISTS}, {@link HubError#DEVICE_ID_REFUSED}
   */
  public Device create(DeviceSpec spec) {
    Instant now = now();
    Device device =
        new Device(
            DeviceIds.require(spec.id()),
            now.toEpochMilli() + "-" + randomTag(),
            randomTag(),
            spec.enabled().orElse(true),
            spec.statusReason().orElse(""),
            keys(spec, SymmetricKeys.generate(random)),
            now,
            now);
    boolean created = store.write(handle -> DeviceTable.insert(handle, device));
    if (!created) {
      throw new HubException(
          HubError.DEVICE_ALREADY_EXISTS, "A device with this ID is already registered.");
    }
    changed(device.id());
    return device;
  }

  /** Creates an enabled identity with random keys. */
  public Device createWithGeneratedKeys(String id) {
    return create(DeviceSpec.of(id));
  }

  public Optional<Device> find(String id) {
    return store.read(handle -> DeviceTable.find(handle, id));
  }

  /**
   * Devices in order of their ids.
   *
   * @param afterId where to go on; empty to begin
   * @param limit 1 to {@link #LONGEST_LIST}
   */
  public List<Device> list(String afterId, int limit) {
    if (limit < 1 || limit > LONGEST_LIST) {
      throw new HubException(
          HubError.MALFORMED_REQUEST, "Ask for 1 to " + LONGEST_LIST + " devices at a time.");
    }
    return store.read(handle -> DeviceTable.list(handle, afterId, limit));
  }

  /** How many there are. */
  public Statistics statistics() {
    return store.read(DeviceTable::statistics);
  }

  /**
   * Changes an identity to what is stated and keeps the rest.
   *
   * @throws HubException {@link HubError#DEVICE_NOT_FOUND}, {@link HubError#PRECONDITION_FAILED}
   */
  public Device update(DeviceSpec spec, IfMatch condition) {
    return change(
        spec.id(),
        condition,
        device ->
            with(
                device,
                spec.enabled().orElse(device.enabled()),
                spec.statusReason().orElse(device.statusReason()),
                keys(spec, device.keys())));
  }

  /** Lets a device in, or keeps it out. */
  public Device setEnabled(String id, boolean enabled, String reason) {
    DeviceSpec spec =
        new DeviceSpec(
            id, Optional.of(enabled), Optional.of(reason), Optional.empty(), Optional.empty());
    return update(spec, IfMatch.any());
  }

  /** Gives a device a new primary key; see {@link SymmetricKeys#rotate}. */
  public Device rotateKeys(String id) {
    return change(
        id,
        IfMatch.any(),
        device ->
            with(device, device.enabled(), device.statusReason(), device.keys().rotate(random)));
  }

  /**
   * Removes an identity with its twin, its subscriptions, its dead letters and the messages that
   * wait for it, whose senders are told in the same transaction if they asked.
   *
   * @throws HubException {@link HubError#DEVICE_NOT_FOUND}, {@link HubError#PRECONDITION_FAILED}
   */
  public void delete(String id, IfMatch condition) {
    store.write(
        handle -> {
          condition.check(DeviceTable.find(handle, id).orElseThrow(DeviceRegistry::unknown).etag());
          Endings.withDevice(handle, id, now());
          TwinTable.delete(handle, id);
          SessionTable.delete(handle, id);
          return DeviceTable.delete(handle, id);
        });
    changed(id);
    deletionListeners.forEach(listener -> listener.accept(id));
  }

  private Device change(String id, IfMatch condition, UnaryOperator<Device> edit) {
    Device changed =
        store.write(
            handle -> {
              Device device = DeviceTable.find(handle, id).orElseThrow(DeviceRegistry::unknown);
              condition.check(device.etag());
              Device edited = edit.apply(device);
              DeviceTable.update(handle, edited);
              return edited;
            });
    changed(id);
    return changed;
  }

  private Device with(Device device, boolean enabled, String statusReason, SymmetricKeys keys) {
    Instant statusUpdatedAt = enabled == device.enabled() ? device.statusUpdatedAt() : now();
    return new Device(
        device.id(),
        device.generationId(),
        randomTag(),
        enabled,
        statusReason,
        keys,
        device.createdAt(),
        statusUpdatedAt);
  }

  private static SymmetricKeys keys(DeviceSpec spec, SymmetricKeys otherwise) {
    return new SymmetricKeys(
        spec.primaryKey().orElse(otherwise.primary()),
        spec.secondaryKey().orElse(otherwise.secondary()));
  }

  private void changed(String id) {
    changeListeners.forEach(listener -> listener.accept(id));
  }

  private String randomTag() {
    byte[] tag = new byte[RANDOM_TAG_BYTES];
    random.nextBytes(tag);
    return Base64.getUrlEncoder().encodeToString(tag);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static HubException unknown() {
    return new HubException(HubError.DEVICE_NOT_FOUND, "There is no such device.");
  }

  /**
   * How many devices there are.
   *
   * @param total of all
   * @param enabled those whose tokens are accepted
   */
  public record Statistics(long total, long enabled) {
    public long disabled() {
      return total - enabled;
    }
  }
}
