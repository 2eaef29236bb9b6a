package io.efollowup.hub.internal.guard;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Where somebody waits for room in the {@link Backlog}, in the order of coming. Guarded by the
 * backlog's lock.
 */
final class Seats {
  private final Set<Waiter> waiters = new LinkedHashSet<>();

  /** Somebody who comes back when there is room; sits with one device or with all. */
  static final class Waiter {
    private final String device;
    private final Executor loop;
    private final Runnable step;
    private Optional<Seats> seat = Optional.empty();

    Waiter(String device, Executor loop, Runnable step) {
      this.device = device;
      this.loop = loop;
      this.step = step;
    }

    String device() {
      return device;
    }

    /** Waits there from now on. */
    void sit(Seats seats) {
      seat = Optional.of(seats);
      seats.waiters.add(this);
    }

    /** Waits no more. */
    void stand() {
      seat.ifPresent(seats -> seats.waiters.remove(this));
      seat = Optional.empty();
    }

    /** Not under the lock. */
    void goOn() {
      loop.execute(step);
    }
  }

  /** The first of them. */
  List<Waiter> first(int most) {
    return waiters.stream().limit(most).toList();
  }

  int size() {
    return waiters.size();
  }
}
