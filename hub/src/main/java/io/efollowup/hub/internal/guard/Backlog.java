package io.efollowup.hub.internal.guard;

import io.efollowup.hub.HubLimits;
import io.efollowup.hub.Subscription;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** So that not everybody who waits comes back for a single place. */
  private static final int WOKEN_AT_ONCE = 32;

  private static final int ENTRY_BYTES = 128;

  private final Stock stock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Deque<Lane> turns = new ArrayDeque<>();
  private final Seats waiters = new Seats();
  private final AtomicBoolean draining = new AtomicBoolean();
  private long windowBytes;

  private record Begun(Lane lane, Lane.Parked parked, CompletableFuture<Long> appended) {}

  Backlog(HubLimits.Backlog limits, HubLimits.Device deviceLimits) {
    this.stock = new Stock(limits, deviceLimits);
  }

  private <T> T locked(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is room for more of anybody's. */
  boolean hasRoom() {
    return locked(() -> stock.hasRoom(1));
  }

  /** Whether there is room for more of this device's, over all as well. */
  boolean hasRoom(String device) {
    return locked(() -> stock.hasRoom(1) && stock.hasRoom(lanes.get(device), 1));
  }

  /** Whether so much of all is here that not even what is under way may come in. */
  boolean isFull() {
    return locked(() -> !stock.hasRoom(2));
  }

  /** The same, of this device's. */
  boolean isFull(String device) {
    return locked(() -> !stock.hasRoom(lanes.get(device), 2));
  }

  /**
   * Runs the step on the loop once there is room for the device, at once when there is; never when
   * the subscription is closed before.
   */
  Subscription whenRoom(String device, Executor loop, Runnable step) {
    Seats.Waiter waiter = new Seats.Waiter(device, loop, step);
    lock.lock();
    try {
      if (!mayStand(waiter)) {
        return () -> giveUp(waiter);
      }
    } finally {
      lock.unlock();
    }
    waiter.goOn();
    return () -> {};
  }

  private void giveUp(Seats.Waiter waiter) {
    lock.lock();
    try {
      waiter.stand();
    } finally {
      lock.unlock();
    }
  }

  /** Whether it need not wait; else it sits down. */
  private boolean mayStand(Seats.Waiter waiter) {
    Lane lane = lanes.get(waiter.device());
    if (!stock.hasRoom(lane, 1)) {
      waiter.sit(lane.waiters);
      return false;
    }
    if (!stock.hasRoom(1)) {
      waiter.sit(waiters);
      return false;
    }
    return true;
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
    Lane.Parked parked = new Lane.Parked(size + ENTRY_BYTES, append, new CompletableFuture<>());
    lock.lock();
    try {
      Lane lane = lanes.computeIfAbsent(device, Lane::new);
      lane.park(parked);
      stock.add(parked);
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
      if (lane.hasNothingUnderWay()) {
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
    return locked(() -> windowBytes < WINDOW_BYTES && !turns.isEmpty());
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
      Lane.Parked parked = lane.begin();
      windowBytes += parked.bytes();
      giveTurn(lane);
      return new Begun(lane, parked, append(parked));
    } finally {
      lock.unlock();
    }
  }

  private static CompletableFuture<Long> append(Lane.Parked parked) {
    try {
      return parked.append().get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void settled(Begun begun, Long position, Throwable failure) {
    List<Seats.Waiter> woken = leave(begun.lane(), begun.parked());
    drain();
    if (failure == null) {
      begun.parked().promise().complete(position);
    } else {
      begun.parked().promise().completeExceptionally(failure);
    }
    woken.forEach(Seats.Waiter::goOn);
  }

  private List<Seats.Waiter> leave(Lane lane, Lane.Parked parked) {
    lock.lock();
    try {
      lane.leave(parked);
      windowBytes -= parked.bytes();
      stock.remove(parked);
      giveTurn(lane);
      List<Seats.Waiter> woken = new ArrayList<>();
      if (stock.hasRoom(lane, 1)) {
        wake(lane.waiters, lane.waiters.size(), woken);
      }
      if (lane.messages() == 0) {
        lanes.remove(lane.device);
      }
      if (stock.hasRoom(1)) {
        wake(waiters, stock.isHalfEmpty() ? waiters.size() : WOKEN_AT_ONCE, woken);
      }
      return woken;
    } finally {
      lock.unlock();
    }
  }

  /** Those that still have to wait, for something else, sit down again. */
  private void wake(Seats waiting, int most, List<Seats.Waiter> woken) {
    for (Seats.Waiter waiter : waiting.first(most)) {
      waiter.stand();
      if (mayStand(waiter)) {
        woken.add(waiter);
      }
    }
  }

  long messages() {
    return locked(() -> stock.messages());
  }

  long bytes() {
    return locked(() -> stock.bytes());
  }
}
