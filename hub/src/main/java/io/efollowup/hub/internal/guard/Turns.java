package io.efollowup.hub.internal.guard;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * So many TLS handshakes are at work at a time; the others wait for their turn, which goes round
 * the addresses, so that a crowd from one makes the others wait no longer than a turn. Safe for use
 * by several threads; never blocks.
 */
final class Turns {
  static final Duration LONGEST_WAIT = Duration.ofSeconds(25);

  private static final int TICKS_A_LOOK = 20;

  private final HubLimits.Connections limits;
  private final Consumer<HubError> refused;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Origin, Crowd> crowds = new HashMap<>();
  private final Deque<Crowd> next = new ArrayDeque<>();
  private final List<Crowd> resting = new ArrayList<>();
  private final HandshakeRates rates;
  private int atWork;
  private int waiting;
  private long ticks;

  /** What one handshake has come to. */
  private enum Stage {
    WAITING,
    AT_WORK,
    OVER
  }

  /**
   * @param refused told why a handshake was turned away
   * @param nanos as {@link System#nanoTime()}
   */
  Turns(HubLimits.Connections limits, Consumer<HubError> refused, LongSupplier nanos) {
    this.limits = limits;
    this.refused = refused;
    this.nanos = nanos;
    this.rates = new HandshakeRates(limits.handshakesPerSecond(), nanos);
  }

  /**
   * A handshake has begun: the peer has spoken.
   *
   * @param decided called once, on any thread, perhaps at once: whether it may go on, or has to be
   *     closed; not when the turn was left before
   */
  Turn ask(Origin origin, Consumer<Boolean> decided) {
    Turn turn;
    boolean crowded;
    lock.lock();
    try {
      Crowd crowd = crowds.getOrDefault(origin, new Crowd(origin));
      turn = new Turn(crowd, decided, nanos.getAsLong());
      crowded =
          waiting >= limits.handshakesWaiting()
              || crowd.waiting.size() >= limits.handshakesWaiting() / 2;
      if (!crowded) {
        crowds.put(origin, crowd);
        turn.stage = Stage.WAITING;
        waiting++;
        crowd.waiting.add(turn);
        list(crowd);
      }
    } finally {
      lock.unlock();
    }
    if (crowded) {
      refused.accept(HubError.HANDSHAKES_WAITING);
      decided.accept(false);
    } else {
      give();
    }
    return turn;
  }

  /** Gives turns to those whose address has rested, and sends away who has waited too long. */
  void tick() {
    List<Turn> late = new ArrayList<>();
    lock.lock();
    try {
      if (waiting == 0) {
        return;
      }
      next.addAll(resting);
      resting.clear();
      if (ticks++ % TICKS_A_LOOK == 0) {
        List.copyOf(crowds.values()).forEach(crowd -> sendAway(crowd, late));
      }
    } finally {
      lock.unlock();
    }
    late.forEach(
        turn -> {
          refused.accept(HubError.HANDSHAKES_WAITING);
          turn.decided.accept(false);
        });
    give();
  }

  private void sendAway(Crowd crowd, List<Turn> late) {
    long since = nanos.getAsLong() - LONGEST_WAIT.toNanos();
    while (!crowd.waiting.isEmpty() && crowd.waiting.peek().since - since <= 0) {
      Turn turn = crowd.waiting.poll();
      waiting--;
      turn.stage = Stage.OVER;
      late.add(turn);
    }
    forgetIdle(crowd);
  }

  private void give() {
    List<Turn> begun = new ArrayList<>();
    lock.lock();
    try {
      while (atWork < limits.handshakes() && !next.isEmpty()) {
        Crowd crowd = next.poll();
        crowd.listed = false;
        if (crowd.waiting.isEmpty() || crowd.atWork >= limits.handshakes() / 2) {
          continue; // listed again when one more waits, or one at work is done
        }
        if (rates.isTooFast(crowd.origin)) {
          crowd.listed = true;
          resting.add(crowd);
          continue;
        }
        begun.add(begin(crowd));
        list(crowd);
      }
    } finally {
      lock.unlock();
    }
    begun.forEach(turn -> turn.decided.accept(true));
  }

  private Turn begin(Crowd crowd) {
    Turn turn = crowd.waiting.poll();
    waiting--;
    crowd.atWork++;
    atWork++;
    turn.stage = Stage.AT_WORK;
    rates.begun(crowd.origin);
    return turn;
  }

  private void list(Crowd crowd) {
    if (!crowd.listed && !crowd.waiting.isEmpty()) {
      crowd.listed = true;
      next.addLast(crowd);
    }
  }

  private void forgetIdle(Crowd crowd) {
    if (crowd.atWork == 0 && crowd.waiting.isEmpty()) {
      crowds.remove(crowd.origin, crowd);
    }
  }

  private <T> T locked(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }

  /** How many addresses are remembered because they have handshakes. */
  int addresses() {
    return locked(() -> crowds.size());
  }

  int atWork() {
    return locked(() -> atWork);
  }

  int waiting() {
    return locked(() -> waiting);
  }

  /** The turn of one handshake. */
  final class Turn {
    private final Crowd crowd;
    private final Consumer<Boolean> decided;
    private final long since;
    private Stage stage = Stage.OVER;

    private Turn(Crowd crowd, Consumer<Boolean> decided, long since) {
      this.crowd = crowd;
      this.decided = decided;
      this.since = since;
    }

    /** The handshake is done, well or not. */
    void done() {
      lock.lock();
      try {
        if (stage == Stage.AT_WORK) {
          finish();
        }
      } finally {
        lock.unlock();
      }
      give();
    }

    /** The connection is closed; its turn must not begin in between. */
    void leave() {
      lock.lock();
      try {
        switch (stage) {
          case AT_WORK -> finish();
          case WAITING -> withdraw();
          case OVER -> {
            return;
          }
        }
      } finally {
        lock.unlock();
      }
      give();
    }

    private void finish() {
      stage = Stage.OVER;
      crowd.atWork--;
      atWork--;
      list(crowd);
      forgetIdle(crowd);
    }

    private void withdraw() {
      stage = Stage.OVER;
      crowd.waiting.remove(this);
      waiting--;
      forgetIdle(crowd);
    }
  }
}
