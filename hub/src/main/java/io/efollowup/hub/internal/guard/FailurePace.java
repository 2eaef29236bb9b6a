package io.efollowup.hub.internal.guard;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.SasToken;
import io.efollowup.hub.internal.BoundedCache;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Slows down whoever shows tokens with wrong signatures: each costs a read of the store, and a
 * guess. Counted for an address together with whom the token is said to be of, so that one device
 * with an old key does not shut out those behind the same address; an address has {@value
 * #CLAIMS_AT_ONCE} times that over all.
 *
 * <p>Each look may turn out to be a failure, so no more are under way at once than may still fail;
 * the others wait for their outcome. A crowd with right tokens waits for a moment, and is not
 * refused. Safe for use by several threads; never blocks.
 */
public final class FailurePace {
  private static final int REMEMBERED = 100_000;
  private static final int MOST_WAITING = 20_000;
  private static final double SECONDS_A_MINUTE = 60;
  private static final int CLAIMS_AT_ONCE = 20;

  private final int perMinute;
  private final LongSupplier nanos;
  private final BoundedCache<Party, Allowance> failures = new BoundedCache<>(REMEMBERED);
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Party, Tries> underWay = new HashMap<>();
  private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean stepping = new AtomicBoolean();
  private int waiting;

  /** Whose failures are counted: an address, or who is claimed to be behind it. */
  private record Party(Origin origin, Optional<String> whose) {
    boolean isAddress() {
      return whose.isEmpty();
    }

    @Override
    public String toString() {
      return "Party[hidden]";
    }
  }

  /** What is under way of a party; gone when there is nothing. */
  private static final class Tries {
    final Deque<Look<?>> waiting = new ArrayDeque<>();
    int looking;
    int waitingOfAddress;

    boolean isIdle() {
      return looking == 0 && waitingOfAddress == 0 && waiting.isEmpty();
    }
  }

  /** A token that is to be looked at. */
  private record Look<T>(
      Party claim, Party address, Supplier<CompletableFuture<T>> look, CompletableFuture<T> answer) {
    void refuse(HubException why) {
      answer.completeExceptionally(why);
    }
  }

  FailurePace(int perMinute, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.nanos = nanos;
  }

  /**
   * Looks at a token that is not known yet, unless too many wrong ones came from there.
   *
   * @param token as it was shown
   * @param look fails with {@link HubError#TOKEN_SIGNATURE} when it is wrong
   * @return what the look gives; fails with {@link HubError#TOO_MANY_FAILURES}, without looking, or
   *     {@link HubError#OVERLOADED} when too many wait
   */
  public <T> CompletableFuture<T> look(
      Origin origin, String token, Supplier<CompletableFuture<T>> look) {
    if (perMinute == 0) {
      return look.get();
    }
    Look<T> asked =
        new Look<>(
            new Party(origin, Optional.of(whose(token))),
            new Party(origin, Optional.empty()),
            look,
            new CompletableFuture<>());
    lock.lock();
    try {
      decide(asked);
    } finally {
      lock.unlock();
    }
    step();
    return asked.answer();
  }

  /** The scope and the policy a token names; nothing where it cannot be read. */
  private static String whose(String token) {
    try {
      SasToken read = SasToken.parse(token);
      return read.scope() + '\n' + read.policy().orElse("");
    } catch (HubException e) {
      return "";
    }
  }

  private void decide(Look<?> asked) {
    Duration wait = longer(until(asked.claim()), until(asked.address()));
    if (wait.isPositive()) {
      steps.add(() -> asked.refuse(tooMany(wait)));
      return;
    }
    Optional<Party> busy = busy(asked);
    if (busy.isEmpty()) {
      tries(asked.claim()).looking++;
      tries(asked.address()).looking++;
      steps.add(() -> begin(asked));
    } else if (waiting >= MOST_WAITING
        || tries(asked.address()).waitingOfAddress >= MOST_WAITING / 2) {
      steps.add(() -> asked.refuse(tooManyWait()));
    } else {
      waiting++;
      tries(asked.address()).waitingOfAddress++;
      tries(busy.get()).waiting.add(asked);
    }
  }

  /** Of whom as many are under way as may still fail. */
  private Optional<Party> busy(Look<?> asked) {
    if (!hasRoom(asked.claim())) {
      return Optional.of(asked.claim());
    }
    return hasRoom(asked.address()) ? Optional.empty() : Optional.of(asked.address());
  }

  private boolean hasRoom(Party party) {
    Tries tries = underWay.get(party);
    double left = failures.get(party).map(Allowance::left).orElse((double) most(party));
    return tries == null || tries.looking + 1 <= left;
  }

  private Tries tries(Party party) {
    return underWay.computeIfAbsent(party, absent -> new Tries());
  }

  private Duration until(Party party) {
    return failures.get(party).map(some -> some.until(1)).orElse(Duration.ZERO);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private int most(Party party) {
    return party.isAddress() ? CLAIMS_AT_ONCE * perMinute : perMinute;
  }

  /** One after the other: a look that is answered at once must not begin the next within itself. */
  private void step() {
    while (!steps.isEmpty() && stepping.compareAndSet(false, true)) {
      for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
        step.run();
      }
      stepping.set(false);
    }
  }

  private <T> void begin(Look<T> asked) {
    CompletableFuture<T> begun;
    try {
      begun = asked.look().get();
    } catch (RuntimeException e) {
      begun = CompletableFuture.failedFuture(e);
    }
    begun.whenComplete(
        (found, failure) -> {
          over(asked, failure != null && isWrong(failure));
          if (failure == null) {
            asked.answer().complete(found);
          } else {
            asked.answer().completeExceptionally(failure);
          }
        });
  }

  private static boolean isWrong(Throwable failure) {
    return HubException.of(failure).error() == HubError.TOKEN_SIGNATURE;
  }

  private void over(Look<?> done, boolean wrong) {
    lock.lock();
    try {
      for (Party party : new Party[] {done.claim(), done.address()}) {
        tries(party).looking--;
        if (wrong) {
          failures.computeIfAbsent(party, this::allowance).spend(1);
        }
      }
      next(done.claim());
      next(done.address());
      forgetIdle(done.claim());
      forgetIdle(done.address());
    } finally {
      lock.unlock();
    }
    step();
  }

  private Allowance allowance(Party party) {
    return new Allowance(most(party) / SECONDS_A_MINUTE, most(party), nanos);
  }

  /** Decides again about those who waited for this party. */
  private void next(Party party) {
    Tries tries = tries(party);
    while (!tries.waiting.isEmpty()) {
      Look<?> first = tries.waiting.peek();
      boolean refused = longer(until(first.claim()), until(first.address())).isPositive();
      if (!refused && busy(first).filter(party::equals).isPresent()) {
        return;
      }
      tries.waiting.remove();
      waiting--;
      tries(first.address()).waitingOfAddress--;
      decide(first);
      forgetIdle(first.claim());
    }
  }

  private void forgetIdle(Party party) {
    Tries tries = underWay.get(party);
    if (tries != null && tries.isIdle()) {
      underWay.remove(party);
    }
  }

  /** How many parties there are looks of. */
  int parties() {
    lock.lock();
    try {
      return underWay.size();
    } finally {
      lock.unlock();
    }
  }

  private static HubException tooMany(Duration wait) {
    return new HubException(
        HubError.TOO_MANY_FAILURES,
        "Too many tokens with wrong signatures came from this address; try again later.",
        wait);
  }

  private static HubException tooManyWait() {
    return new HubException(
        HubError.OVERLOADED, "Too many tokens wait to be looked at; try again.");
  }
}
