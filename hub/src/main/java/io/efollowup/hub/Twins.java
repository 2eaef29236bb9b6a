package io.efollowup.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.internal.DeviceTable;
import io.efollowup.hub.internal.Json;
import io.efollowup.hub.internal.Subscriptions;
import io.efollowup.hub.internal.TwinTable;
import io.efollowup.hub.internal.twin.ReportedRules;
import io.efollowup.hub.internal.twin.TwinLimits;
import io.efollowup.hub.internal.twin.TwinState;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The twins of the devices. A twin is there with its device and goes with it. When a method that
 * changes one returns, the change is durable and whoever listens has been told.
 *
 * <p>Safe for use by several threads. All methods but {@link #onDesired} block on the store.
 */
public final class Twins {
  private static final int STRIPES = 64;
  private static final int ETAG_BYTES = 9;

  private final HubStore store;
  private final InstantSource clock;
  private final ReportedRules rules;
  private final Predicate<String> connected;
  private final ToIntFunction<String> waitingMessages;
  private final SecureRandom random = new SecureRandom();
  private final Subscriptions<DesiredChange> listeners = new Subscriptions<>();
  // Held from before a change until it was told, so that versions are told in their order.
  private final List<ReentrantLock> changing =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

  /** Of a store no hub runs on: no device is connected. */
  public Twins(HubStore store, InstantSource clock, ReportedAllowList reportable) {
    this(store, clock, reportable, id -> false, id -> 0);
  }

  /**
   * @param connected whether a device is connected now; does not block
   * @param waitingMessages how many messages wait for a device; does not block
   */
  Twins(
      HubStore store,
      InstantSource clock,
      ReportedAllowList reportable,
      Predicate<String> connected,
      ToIntFunction<String> waitingMessages) {
    this.store = store;
    this.clock = clock;
    this.rules = new ReportedRules(reportable);
    this.connected = connected;
    this.waitingMessages = waitingMessages;
  }

  /**
   * A device's twin.
   *
   * @throws HubException {@link HubError#DEVICE_NOT_FOUND}
   */
  public Twin get(String deviceId) {
    return store.read(handle -> find(handle, deviceId));
  }

  /**
   * Twins in order of their devices' ids.
   *
   * @param afterId where to go on; empty to begin
   * @param limit at least 1
   */
  List<Twin> list(String afterId, int limit) {
    return store.read(
        handle -> {
          List<Device> devices = DeviceTable.list(handle, afterId, limit);
          if (devices.isEmpty()) {
            return List.of();
          }
          Map<String, TwinState> kept =
              TwinTable.between(handle, devices.getFirst().id(), devices.getLast().id());
          return devices.stream()
              .map(
                  device ->
                      twin(
                          device,
                          Optional.ofNullable(kept.get(device.id()))
                              .orElseGet(() -> TwinState.initial(device))))
              .toList();
        });
  }

  /** How many there are. */
  long count() {
    return store.<Long, RuntimeException>read(handle -> DeviceTable.statistics(handle).total());
  }

  /**
   * Lays a service's change over tags and desired properties. Where it states nothing for one of
   * them, that one stays as it is and keeps its version.
   *
   * @throws HubException {@link HubError#DEVICE_NOT_FOUND}, {@link HubError#PRECONDITION_FAILED},
   *     {@link HubError#TWIN_TOO_LARGE}
   */
  public Twin update(String deviceId, TwinChange change, IfMatch condition) {
    change.requireFor(deviceId);
    return edit(deviceId, new TwinEdit.Patch(change), condition);
  }

  /**
   * Puts a service's tags and desired properties in place of all there were; reported ones stay.
   *
   * @throws HubException {@link HubError#DEVICE_NOT_FOUND}, {@link HubError#PRECONDITION_FAILED},
   *     {@link HubError#TWIN_TOO_LARGE}
   */
  public Twin replace(String deviceId, TwinChange change, IfMatch condition) {
    change.requireFor(deviceId);
    return edit(deviceId, new TwinEdit.Replacement(change), condition);
  }

  private Twin edit(String deviceId, TwinEdit edit, IfMatch condition) {
    return inOrder(
        deviceId,
        () -> {
          Edited edited = store.write(handle -> edited(handle, deviceId, edit, condition));
          if (edited.after().desiredVersion() != edited.before().desiredVersion()) {
            tell(edit.news(edited.after().state()), edited.after());
          }
          return edited.after();
        });
  }

  private Edited edited(Handle handle, String deviceId, TwinEdit edit, IfMatch condition) {
    Twin before = find(handle, deviceId);
    condition.check(before.etag());
    TwinState after = edit.after(before.state(), randomTag(), now());
    TwinLimits.requireTags(after.tags());
    TwinLimits.requireProperties(after.desired().values());
    return new Edited(before, keep(handle, before, after));
  }

  private record Edited(Twin before, Twin after) {}

  private void tell(ObjectNode news, Twin twin) {
    byte[] patch = Json.write(news.put("$version", twin.desiredVersion()));
    listeners.tell(twin.deviceId(), new DesiredChange(twin.desiredVersion(), patch));
  }

  /**
   * Lays a device's patch over what it reported before.
   *
   * @param patch a JSON object; a null inside removes
   * @param ifVersion of the reported properties, when the device wants to change only that one
   * @return the version of the reported properties afterwards
   * @throws HubException {@link HubError#DEVICE_NOT_FOUND}, {@link HubError#REPORTED_REFUSED},
   *     {@link HubError#TWIN_TOO_LARGE}, {@link HubError#MALFORMED_REQUEST}, {@link
   *     HubError#PRECONDITION_FAILED}
   */
  public long report(String deviceId, byte[] patch, OptionalLong ifVersion) {
    ObjectNode stated = rules.requirePatch(patch);
    return store.write(
        handle -> {
          Twin before = find(handle, deviceId);
          requireVersion(before.reportedVersion(), ifVersion);
          if (stated.isEmpty()) {
            return before.reportedVersion();
          }
          TwinState after = before.state().reporting(stated, now());
          rules.requireSizes(after.reported(), stated);
          return keep(handle, before, after).reportedVersion();
        });
  }

  private static void requireVersion(long actual, OptionalLong wanted) {
    if (wanted.isPresent() && wanted.getAsLong() != actual) {
      throw new HubException(
          HubError.PRECONDITION_FAILED,
          "The reported properties have another version; read them again and repeat the change.");
    }
  }

  /**
   * Tells of every change of a device's desired properties from now on: after it was committed, in
   * the order of versions, on the changing thread. The listener must neither block nor throw.
   */
  public Subscription onDesired(String deviceId, Consumer<DesiredChange> listener) {
    return listeners.subscribe(deviceId, listener);
  }

  private Twin find(Handle handle, String deviceId) {
    Device device =
        DeviceTable.find(handle, deviceId)
            .orElseThrow(
                () -> new HubException(HubError.DEVICE_NOT_FOUND, "There is no such device."));
    return twin(device, TwinTable.of(handle, device));
  }

  private Twin keep(Handle handle, Twin before, TwinState after) {
    if (after == before.state()) {
      return before;
    }
    TwinTable.put(handle, before.deviceId(), after);
    return twin(before.device(), after);
  }

  private Twin twin(Device device, TwinState state) {
    return new Twin(
        device, state, connected.test(device.id()), waitingMessages.applyAsInt(device.id()));
  }

  private <T> T inOrder(String deviceId, Supplier<T> change) {
    ReentrantLock lock = changing.get(Math.floorMod(deviceId.hashCode(), STRIPES));
    lock.lock();
    try {
      return change.get();
    } finally {
      lock.unlock();
    }
  }

  private String randomTag() {
    byte[] tag = new byte[ETAG_BYTES];
    random.nextBytes(tag);
    return Base64.getUrlEncoder().encodeToString(tag);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
