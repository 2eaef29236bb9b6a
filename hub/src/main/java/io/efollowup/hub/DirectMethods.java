package io.efollowup.hub;

import io.efollowup.hub.internal.Json;
import io.efollowup.hub.internal.method.DeviceCalls;
import io.efollowup.hub.internal.method.PendingCall;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Calls of devices' methods. They live in memory: a call that is not answered before its time-out,
 * or before the hub closes, fails, and whether the device acted is then unknown to its caller. At
 * most {@link #MOST_PER_DEVICE} wait for one device and {@link #MOST} for all.
 *
 * <p>Safe for use by several threads; does not block.
 */
public final class DirectMethods implements AutoCloseable {
  /** How many calls wait for one device at most. */
  public static final int MOST_PER_DEVICE = 10;

  /** How many calls wait at most. */
  public static final int MOST = 10_000;

  /** Runs work later. */
  interface Timers {
    /** The work runs once after the delay, unless the result is closed before. */
    Subscription after(Duration delay, Runnable work);
  }

  private final Timers timers;
  private final ReentrantLock lock = new ReentrantLock();
  // All guarded by the lock, under which nobody is called.
  private final Map<String, DeviceCalls> devices = new HashMap<>();
  private int waiting;
  private boolean closed;

  DirectMethods(Timers timers) {
    this.timers = timers;
  }

  /**
   * Asks a device. The result fails with {@link HubError#DEVICE_NOT_ONLINE} when nobody answers for
   * it in time, {@link HubError#METHOD_TIMEOUT} when its answer does not come in time, {@link
   * HubError#DEVICE_ANSWER_REFUSED} when that is not JSON or too large, {@link
   * HubError#DEVICE_NOT_FOUND} when it is deleted meanwhile, and {@link HubError#THROTTLED} or
   * {@link HubError#OVERLOADED} when too many calls wait. Whether there is such a device is for the
   * caller to know.
   */
  public CompletableFuture<MethodResult> invoke(MethodCall call) {
    PendingCall pending = new PendingCall(call);
    try {
      locked(() -> admit(pending)).ifPresent(handler -> handler.accept(pending.request()));
    } catch (HubException e) {
      return CompletableFuture.failedFuture(e);
    }
    return pending.result();
  }

  private Optional<Consumer<MethodRequest>> admit(PendingCall pending) {
    MethodCall call = pending.call();
    Optional<DeviceCalls> known = Optional.ofNullable(devices.get(call.device()));
    requireRoom(known.map(DeviceCalls::size).orElse(0));
    Optional<Consumer<MethodRequest>> handler = known.flatMap(DeviceCalls::newestHandler);
    if (handler.isEmpty() && call.connectTimeout().isZero()) {
      throw notOnline();
    }
    devices.computeIfAbsent(call.device(), id -> new DeviceCalls()).add(pending);
    waiting++;
    if (handler.isPresent()) {
      handOver(pending);
    } else {
      pending.await(timers.after(call.connectTimeout(), () -> expire(pending, false)));
    }
    return handler;
  }

  private void requireRoom(int waitingForDevice) {
    if (closed || waiting >= MOST) {
      throw new HubException(HubError.OVERLOADED, "The hub takes no calls at present; try again.");
    }
    if (waitingForDevice >= MOST_PER_DEVICE) {
      throw new HubException(
          HubError.THROTTLED, "Already " + MOST_PER_DEVICE + " calls wait for this device.");
    }
  }

  private void handOver(PendingCall pending) {
    pending.handOver();
    pending.await(timers.after(pending.call().responseTimeout(), () -> expire(pending, true)));
  }

  /** Time ran out, unless the call has gone on meanwhile. */
  private void expire(PendingCall pending, boolean handedOver) {
    if (locked(() -> pending.isHandedOver() == handedOver && remove(pending))) {
      pending
          .result()
          .completeExceptionally(
              handedOver
                  ? new HubException(
                      HubError.METHOD_TIMEOUT, "The device did not answer within the time given.")
                  : notOnline());
    }
  }

  private static HubException notOnline() {
    return new HubException(HubError.DEVICE_NOT_ONLINE, "The device is not online.");
  }

  /**
   * Answers for a device from now on until the subscription is closed; calls that wait for it are
   * handed over before this returns. Of several, the newest gets the calls. A call that was handed
   * over goes on waiting for its answer when the subscription is closed: the device may come back.
   *
   * @param handler called on the calling thread, here or of {@link #invoke}; must neither block nor
   *     throw
   */
  public Subscription serve(String deviceId, Consumer<MethodRequest> handler) {
    Object key = new Object();
    List<PendingCall> unserved = locked(() -> addHandler(deviceId, key, handler));
    unserved.forEach(pending -> handler.accept(pending.request()));
    return () -> locked(() -> removeHandler(deviceId, key));
  }

  private List<PendingCall> addHandler(
      String deviceId, Object key, Consumer<MethodRequest> handler) {
    DeviceCalls calls = devices.computeIfAbsent(deviceId, id -> new DeviceCalls());
    calls.addHandler(key, handler);
    List<PendingCall> unserved =
        calls.all().stream().filter(pending -> !pending.isHandedOver()).toList();
    unserved.forEach(this::handOver);
    return unserved;
  }

  private boolean removeHandler(String deviceId, Object key) {
    devices.computeIfPresent(
        deviceId,
        (id, calls) -> {
          calls.removeHandler(key);
          return calls.isEmpty() ? null : calls;
        });
    return true;
  }

  /**
   * Takes a device's answer.
   *
   * @param deviceId the device that answers; only the one that was asked can
   * @param id of the request
   * @param payload JSON; may be empty
   * @return false when nobody waits for it: it is late, was given before, or nothing was asked
   */
  public boolean answer(String deviceId, UUID id, int status, byte[] payload) {
    Optional<PendingCall> answered = locked(() -> take(deviceId, id));
    answered.ifPresent(pending -> complete(pending, status, payload));
    return answered.isPresent();
  }

  private Optional<PendingCall> take(String deviceId, UUID id) {
    return Optional.ofNullable(devices.get(deviceId))
        .flatMap(calls -> calls.handedOver(id))
        .filter(this::remove);
  }

  private static void complete(PendingCall pending, int status, byte[] payload) {
    if (payload.length > MethodCall.LARGEST_PAYLOAD) {
      pending.fail(HubError.DEVICE_ANSWER_REFUSED, "The device's answer is larger than 128 KB.");
    } else if (payload.length > 0 && !Json.isJson(payload)) {
      pending.fail(HubError.DEVICE_ANSWER_REFUSED, "The device's answer is not JSON.");
    } else {
      pending.result().complete(new MethodResult(status, payload));
    }
  }

  private boolean remove(PendingCall pending) {
    DeviceCalls calls = devices.get(pending.call().device());
    if (calls == null || !calls.remove(pending)) {
      return false;
    }
    if (calls.isEmpty()) {
      devices.remove(pending.call().device());
    }
    pending.stopWaiting();
    waiting--;
    return true;
  }

  /** To be told after a device was deleted: who waits for it need not wait longer. */
  void deviceDeleted(String deviceId) {
    locked(() -> removeAll(Optional.ofNullable(devices.get(deviceId)).stream().toList()))
        .forEach(
            pending -> pending.fail(HubError.DEVICE_NOT_FOUND, "The device has been deleted."));
  }

  private List<PendingCall> removeAll(List<DeviceCalls> from) {
    return from.stream().flatMap(calls -> calls.all().stream()).filter(this::remove).toList();
  }

  /** Takes no more calls; those that wait fail. */
  @Override
  public void close() {
    locked(
            () -> {
              closed = true;
              return removeAll(List.copyOf(devices.values()));
            })
        .forEach(pending -> pending.fail(HubError.OVERLOADED, "The hub is stopping."));
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
