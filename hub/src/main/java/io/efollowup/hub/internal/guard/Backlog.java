package io.efollowup.hub.internal.guard;

import io.efollowup.hub.HubLimits;
import io.efollowup.hub.Subscription;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What has come and is not durable yet. Only a window of it is with the journal, of one device a
 * part of that; the rest waits here, in order for each device, and the devices take turns: who has
 * nothing under way goes first. So a device that floods makes itself wait, and nobody else for
 * longer than a window takes. Safe for use by several threads; never blocks.
 */
final class Backlog {
  /** Four frames of the embedded journal: enough that every sync has company. */
  private static final long WINDOW_BYTES = 4L << 20;

  private static final long DEVICE_WINDOW_BYTES = 1L << 20;
  private static final int DEVICE_WINDOW_MESSAGES = 256;

  /** So that not everybody who waits comes back for a single place. */
  private static final int WOKEN_AT_ONCE = 32;

  private static final int ENTRY_BYTES = 128;

  private final HubLimits.Backlog limits;
  private final HubLimits.Device deviceLimits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Deque<Lane> turns = new ArrayDeque<>();
  private final Set<Waiter> waiters = new LinkedHashSet<>();
  private final AtomicBoolean draining = new AtomicBoolean();
  private long messages;
  private long bytes;
  private long windowBytes;

  /** Somebody who comes back when there is room; sits with one lane or with all. */
  private static final class Waiter {
    final String device;
    final Executor loop;
    final Runnable step;
    Set<Waiter> seat = Set.of();

    Waiter(String device, Executor loop, Runnable step) {
      this.device = device;
      this.loop = loop;
      this.step = step;
    }
  }

  private record Parked(
      long bytes, Supplier<CompletableFuture<Long>> append, CompletableFuture<Long> promise) {}

  private record Begun(Lane lane, Parked parked, CompletableFuture<Long> appended) {}

  /** What there is of one device; gone when there is nothing. */
  private static final class Lane {
    final String device;
    final Deque<Parked> parked = new ArrayDeque<>();
    final Set<Waiter> waiters = new LinkedHashSet<>();
    long messages;
    long bytes;
    int windowMessages;
    long windowBytes;
    boolean hasTurn;

    Lane(String device) {
      this.device = device;
    }

    boolean mayGo() {
      return !parked.isEmpty()
          && windowMessages < DEVICE_WINDOW_MESSAGES
          && windowBytes < DEVICE_WINDOW_BYTES;
    }
  }

  Backlog(HubLimits.Backlog limits, HubLimits.Device deviceLimits) {
    this.limits = limits;
    this.deviceLimits = deviceLimits;
  }

  /** Whether there is room for more of anybody's. */
  boolean hasRoom() {
    lock.lock();
    try {
      return hasRoom(1);
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom(int factor) {
    return messages < (long) factor * limits.messages() && bytes < factor * limits.bytes();
  }

  private boolean isHalfEmpty() {
    return 2 * messages < limits.messages() && 2 * bytes < limits.bytes();
  }

  /** Whether there is room for more of this device's, over all as well. */
  boolean hasRoom(String device) {
    lock.lock();
    try {
      return hasRoom(1) && deviceHasRoom(lanes.get(device), 1);
    } finally {
      lock.unlock();
    }
  }

  /** Whether so much of all is here that not even what is under way may come in. */
  boolean isFull() {
    lock.lock();
    try {
      return !hasRoom(2);
    } finally {
      lock.unlock();
    }
  }

  /** The same, of this device's. */
  boolean isFull(String device) {
    lock.lock();
    try {
      return !deviceHasRoom(lanes.get(device), 2);
    } finally {
      lock.unlock();
    }
  }

  private boolean deviceHasRoom(Lane lane, int factor) {
    return lane == null
        || (lane.messages < (long) factor * deviceLimits.waitingMessages()
            && lane.bytes < (long) factor * deviceLimits.waitingBytes());
  }

  /**
   * Runs the step on the loop once there is room for the device, at once when there is; never when
   * the subscription is closed before.
   */
  Subscription whenRoom(String device, Executor loop, Runnable step) {
    Waiter waiter = new Waiter(device, loop, step);
    lock.lock();
    try {
      if (!seat(waiter)) {
        return () -> stand(waiter);
      }
    } finally {
      lock.unlock();
    }
    loop.execute(step);
    return () -> {};
  }

  private void stand(Waiter waiter) {
    lock.lock();
    try {
      waiter.seat.remove(waiter);
    } finally {
      lock.unlock();
    }
  }

  /** Whether it need not wait. */
  private boolean seat(Waiter waiter) {
    Lane lane = lanes.get(waiter.device);
    if (!deviceHasRoom(lane, 1)) {
      waiter.seat = lane.waiters;
    } else if (!hasRoom(1)) {
      waiter.seat = waiters;
    } else {
      waiter.seat = new HashSet<>(0);
      return true;
    }
    waiter.seat.add(waiter);
    return false;
  }

  /**
   * Takes a message in.
   *
   * @param size of its payload
   * @param append hands it to the journal; must not block
   * @return as the append, whenever that is made
   */
  CompletableFuture<Long> submit(
      String device, int size, Supplier<CompletableFuture<Long>> append) {
    Parked parked = new Parked(size + ENTRY_BYTES, append, new CompletableFuture<>());
    lock.lock();
    try {
      Lane lane = lanes.computeIfAbsent(device, Lane::new);
      lane.parked.add(parked);
      lane.messages++;
      lane.bytes += parked.bytes();
      messages++;
      bytes += parked.bytes();
      giveTurn(lane);
    } finally {
      lock.unlock();
    }
    drain();
    return parked.promise();
  }

  private void giveTurn(Lane lane) {
    if (!lane.hasTurn && lane.mayGo()) {
      lane.hasTurn = true;
      if (lane.windowMessages == 0) {
        turns.addFirst(lane);
      } else {
        turns.addLast(lane);
      }
    }
  }

  /** One thread at a time; a journal that answers at once must not make this call itself. */
  private void drain() {
    while (draining.compareAndSet(false, true)) {
      boolean more = true;
      while (more) {
        Begun begun = begin();
        more = begun != null;
        if (more) {
          begun.appended().whenComplete((position, failure) -> settled(begun, position, failure));
        }
      }
      draining.set(false);
      if (!hasWork()) {
        return;
      }
    }
  }

  private boolean hasWork() {
    lock.lock();
    try {
      return windowBytes < WINDOW_BYTES && !turns.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** The append is made under the lock, so that a device's messages keep their order. */
  private Begun begin() {
    lock.lock();
    try {
      if (windowBytes >= WINDOW_BYTES || turns.isEmpty()) {
        return null;
      }
      Lane lane = turns.poll();
      lane.hasTurn = false;
      Parked parked = lane.parked.poll();
      lane.windowMessages++;
      lane.windowBytes += parked.bytes();
      windowBytes += parked.bytes();
      giveTurn(lane);
      return new Begun(lane, parked, append(parked));
    } finally {
      lock.unlock();
    }
  }

  private static CompletableFuture<Long> append(Parked parked) {
    try {
      return parked.append().get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void settled(Begun begun, Long position, Throwable failure) {
    List<Waiter> woken = leave(begun.lane(), begun.parked());
    drain();
    if (failure == null) {
      begun.parked().promise().complete(position);
    } else {
      begun.parked().promise().completeExceptionally(failure);
    }
    woken.forEach(waiter -> waiter.loop.execute(waiter.step));
  }

  private List<Waiter> leave(Lane lane, Parked parked) {
    lock.lock();
    try {
      lane.windowMessages--;
      lane.windowBytes -= parked.bytes();
      windowBytes -= parked.bytes();
      lane.messages--;
      lane.bytes -= parked.bytes();
      messages--;
      bytes -= parked.bytes();
      giveTurn(lane);
      List<Waiter> woken = new ArrayList<>();
      if (deviceHasRoom(lane, 1)) {
        wake(lane.waiters, lane.waiters.size(), woken);
      }
      if (lane.messages == 0) {
        lanes.remove(lane.device);
      }
      if (hasRoom(1)) {
        wake(waiters, isHalfEmpty() ? waiters.size() : WOKEN_AT_ONCE, woken);
      }
      return woken;
    } finally {
      lock.unlock();
    }
  }

  /** Those that still have to wait, for something else, sit down again. */
  private void wake(Set<Waiter> waiting, int most, List<Waiter> woken) {
    for (Waiter waiter : waiting.stream().limit(most).toList()) {
      waiting.remove(waiter);
      if (seat(waiter)) {
        woken.add(waiter);
      }
    }
  }

  long messages() {
    lock.lock();
    try {
      return messages;
    } finally {
      lock.unlock();
    }
  }

  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }
}
