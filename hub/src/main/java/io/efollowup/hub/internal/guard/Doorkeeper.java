package io.efollowup.hub.internal.guard;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubLimits;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Who may connect, before any work is done for TLS: so many connections are open, of one address a
 * part of them, and their handshakes take {@link Turns}. Safe for use by several threads; never
 * blocks.
 */
final class Doorkeeper {
  private final HubLimits.Connections limits;
  private final Consumer<HubError> refused;
  private final Turns turns;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Origin, Integer> ofAddresses = new HashMap<>();
  private final Map<Door, Integer> ofDoors = new EnumMap<>(Door.class);
  private int total;

  /**
   * @param refused told why a connection was turned away
   * @param nanos as {@link System#nanoTime()}
   */
  Doorkeeper(HubLimits.Connections limits, Consumer<HubError> refused, LongSupplier nanos) {
    this.limits = limits;
    this.refused = refused;
    this.turns = new Turns(limits, refused, nanos);
  }

  /** Counts a connection that ended for this reason. */
  void refused(HubError why) {
    refused.accept(why);
  }

  /** A connection has come; empty when it is to be closed. Who is let in says when it leaves. */
  Optional<Visit> arrive(Door door, Origin origin) {
    lock.lock();
    try {
      Optional<HubError> error = refusal(origin);
      if (error.isPresent()) {
        refused.accept(error.get());
        return Optional.empty();
      }
      ofAddresses.merge(origin, 1, Integer::sum);
      ofDoors.merge(door, 1, Integer::sum);
      total++;
      return Optional.of(new Visit(door, origin));
    } finally {
      lock.unlock();
    }
  }

  private Optional<HubError> refusal(Origin origin) {
    if (total >= limits.total()) {
      return Optional.of(HubError.TOO_MANY_CONNECTIONS);
    }
    boolean limited = limits.perAddress() > 0;
    return limited && ofAddresses.getOrDefault(origin, 0) >= limits.perAddress()
        ? Optional.of(HubError.ADDRESS_CONNECTIONS)
        : Optional.empty();
  }

  private void left(Door door, Origin origin) {
    lock.lock();
    try {
      total--;
      ofDoors.merge(door, -1, Integer::sum);
      ofAddresses.computeIfPresent(origin, (same, open) -> open == 1 ? null : open - 1);
    } finally {
      lock.unlock();
    }
  }

  /** To be called now and then, for those who wait. */
  void tick() {
    turns.tick();
  }

  int open(Door door) {
    lock.lock();
    try {
      return ofDoors.getOrDefault(door, 0);
    } finally {
      lock.unlock();
    }
  }

  int atWork() {
    return turns.atWork();
  }

  int waiting() {
    return turns.waiting();
  }

  /** How many addresses are remembered because they are connected. */
  int addresses() {
    lock.lock();
    try {
      return Math.max(ofAddresses.size(), turns.addresses());
    } finally {
      lock.unlock();
    }
  }

  /** One connection that was let in. On the connection's event loop. */
  final class Visit {
    private final Door door;
    private final Origin origin;
    private Optional<Turns.Turn> turn = Optional.empty();
    private boolean gone;

    private Visit(Door door, Origin origin) {
      this.door = door;
      this.origin = origin;
    }

    /** The handshake has begun: the peer has spoken. As {@link Turns#ask}. */
    void handshake(Consumer<Boolean> decision) {
      turn = Optional.of(turns.ask(origin, decision));
    }

    /** The handshake is done, well or not. */
    void done() {
      turn.ifPresent(Turns.Turn::done);
    }

    /** The connection is closed. */
    void leave() {
      if (!gone) {
        gone = true;
        turn.ifPresent(Turns.Turn::leave);
        left(door, origin);
      }
    }
  }
}
