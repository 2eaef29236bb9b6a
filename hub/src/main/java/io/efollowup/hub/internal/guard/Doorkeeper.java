package io.efollowup.hub.internal.guard;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubLimits;
import io.efollowup.hub.internal.BoundedCache;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Who may connect, before any work is done for TLS. So many connections are open, of one address a
 * part of them. So many handshakes are at work at a time; the others wait for their turn, which
 * goes round the addresses, so that a crowd from one makes the others wait no longer than a turn.
 * Safe for use by several threads; never blocks.
 */
final class Doorkeeper {
  static final Duration LONGEST_WAIT = Duration.ofSeconds(25);

  private static final int ADDRESSES = 100_000;
  private static final int SECONDS_SAVED = 5;
  private static final int TICKS_A_LOOK = 20;

  private final HubLimits.Connections limits;
  private final Consumer<HubError> refused;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Origin, Party> parties = new HashMap<>();
  private final Deque<Party> turns = new ArrayDeque<>();
  private final List<Party> resting = new ArrayList<>();
  private final Map<Door, Integer> open = new EnumMap<>(Door.class);
  private final BoundedCache<Origin, Allowance> rates = new BoundedCache<>(ADDRESSES);
  private int total;
  private int atWork;
  private int waiting;
  private long ticks;

  /** All connections of one address. */
  private static final class Party {
    final Origin origin;
    final Deque<Visit> waiting = new ArrayDeque<>();
    int open;
    int atWork;
    boolean listed;

    Party(Origin origin) {
      this.origin = origin;
    }
  }

  /** What one connection has come to. */
  private enum Stage {
    ARRIVED,
    WAITING,
    AT_WORK,
    PROVED,
    GONE
  }

  /**
   * @param refused told why a connection was turned away
   * @param nanos as {@link System#nanoTime()}
   */
  Doorkeeper(HubLimits.Connections limits, Consumer<HubError> refused, LongSupplier nanos) {
    this.limits = limits;
    this.refused = refused;
    this.nanos = nanos;
    for (Door door : Door.values()) {
      open.put(door, 0);
    }
  }

  /** Counts a connection that ended for this reason. */
  void refused(HubError why) {
    refused.accept(why);
  }

  /** A connection has come; empty when it is to be closed. Who is let in says when it leaves. */
  Optional<Visit> arrive(Door door, Origin origin) {
    lock.lock();
    try {
      Party party = parties.getOrDefault(origin, new Party(origin));
      Optional<HubError> error = refusal(party);
      if (error.isPresent()) {
        refused.accept(error.get());
        return Optional.empty();
      }
      parties.put(origin, party);
      party.open++;
      total++;
      open.merge(door, 1, Integer::sum);
      return Optional.of(new Visit(door, party));
    } finally {
      lock.unlock();
    }
  }

  private Optional<HubError> refusal(Party party) {
    if (total >= limits.total()) {
      return Optional.of(HubError.TOO_MANY_CONNECTIONS);
    }
    return isOn(limits.perAddress()) && party.open >= limits.perAddress()
        ? Optional.of(HubError.ADDRESS_CONNECTIONS)
        : Optional.empty();
  }

  private static boolean isOn(int limit) {
    return limit > 0;
  }

  /** Gives turns to those whose address has rested, and sends away who has waited too long. */
  void tick() {
    List<Visit> late = new ArrayList<>();
    lock.lock();
    try {
      if (waiting == 0) {
        return;
      }
      turns.addAll(resting);
      resting.clear();
      if (ticks++ % TICKS_A_LOOK == 0) {
        parties.values().forEach(party -> sendAway(party, late));
      }
    } finally {
      lock.unlock();
    }
    late.forEach(
        visit -> {
          refused.accept(HubError.HANDSHAKES_WAITING);
          visit.decided.accept(false);
        });
    giveTurns();
  }

  private void sendAway(Party party, List<Visit> late) {
    long since = nanos.getAsLong() - LONGEST_WAIT.toNanos();
    while (!party.waiting.isEmpty() && party.waiting.peek().since - since <= 0) {
      Visit visit = party.waiting.poll();
      waiting--;
      visit.stage = Stage.ARRIVED;
      late.add(visit);
    }
  }

  private void giveTurns() {
    List<Visit> begun = new ArrayList<>();
    lock.lock();
    try {
      while (atWork < limits.handshakes() && !turns.isEmpty()) {
        Party party = turns.poll();
        party.listed = false;
        if (party.waiting.isEmpty() || party.atWork >= limits.handshakes() / 2) {
          continue; // listed again when one more waits, or one at work is done
        }
        if (isTooFast(party)) {
          party.listed = true;
          resting.add(party);
          continue;
        }
        begun.add(begin(party));
        list(party);
      }
    } finally {
      lock.unlock();
    }
    begun.forEach(visit -> visit.decided.accept(true));
  }

  private Visit begin(Party party) {
    Visit visit = party.waiting.poll();
    waiting--;
    party.atWork++;
    atWork++;
    visit.stage = Stage.AT_WORK;
    rate(party.origin).ifPresent(rate -> rate.spend(1));
    return visit;
  }

  private boolean isTooFast(Party party) {
    return rate(party.origin).filter(Allowance::isSpent).isPresent();
  }

  private Optional<Allowance> rate(Origin origin) {
    int perSecond = limits.handshakesPerSecond();
    return isOn(perSecond)
        ? Optional.of(
            rates.computeIfAbsent(
                origin, from -> new Allowance(perSecond, SECONDS_SAVED * perSecond, nanos)))
        : Optional.empty();
  }

  private void list(Party party) {
    if (!party.listed && !party.waiting.isEmpty()) {
      party.listed = true;
      turns.addLast(party);
    }
  }

  int open(Door door) {
    lock.lock();
    try {
      return open.get(door);
    } finally {
      lock.unlock();
    }
  }

  int atWork() {
    lock.lock();
    try {
      return atWork;
    } finally {
      lock.unlock();
    }
  }

  int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  /** How many addresses are remembered because they are connected. */
  int addresses() {
    lock.lock();
    try {
      return parties.size();
    } finally {
      lock.unlock();
    }
  }

  /** One connection that was let in. */
  final class Visit {
    private final Door door;
    private final Party party;
    private Stage stage = Stage.ARRIVED;
    private Consumer<Boolean> decided = go -> {};
    private long since;

    Visit(Door door, Party party) {
      this.door = door;
      this.party = party;
    }

    /**
     * The handshake has begun: the peer has spoken.
     *
     * @param decision called once, on any thread, perhaps at once: whether it may go on, or has to
     *     be closed; not when the connection has left before
     */
    void handshake(Consumer<Boolean> decision) {
      boolean crowded;
      lock.lock();
      try {
        crowded =
            waiting >= limits.handshakesWaiting()
                || party.waiting.size() >= limits.handshakesWaiting() / 2;
        if (!crowded) {
          decided = decision;
          since = nanos.getAsLong();
          stage = Stage.WAITING;
          waiting++;
          party.waiting.add(this);
          list(party);
        }
      } finally {
        lock.unlock();
      }
      if (crowded) {
        refused.accept(HubError.HANDSHAKES_WAITING);
        decision.accept(false);
        return;
      }
      giveTurns();
    }

    /** The handshake is done, well or not. */
    void done() {
      lock.lock();
      try {
        if (stage == Stage.AT_WORK) {
          stage = Stage.PROVED;
          party.atWork--;
          atWork--;
          list(party);
        }
      } finally {
        lock.unlock();
      }
      giveTurns();
    }

    /** The connection is closed. */
    void leave() {
      done();
      lock.lock();
      try {
        if (stage == Stage.GONE) {
          return;
        }
        if (stage == Stage.WAITING) {
          party.waiting.remove(this);
          waiting--;
        }
        stage = Stage.GONE;
        total--;
        open.merge(door, -1, Integer::sum);
        if (--party.open == 0) {
          parties.remove(party.origin);
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
