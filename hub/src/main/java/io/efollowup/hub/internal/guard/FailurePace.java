package io.efollowup.hub.internal.guard;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.SasToken;
import io.efollowup.hub.internal.guard.Guesses.Party;
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
  private static final int MOST_WAITING = 10_000;
  private static final int CLAIMS_AT_ONCE = 20;

  private final int perMinute;
  private final ReentrantLock lock = new ReentrantLock();
  private final Guesses guesses;
  private final Map<Party, Deque<Look<?>>> queues = new HashMap<>();
  private final Map<Origin, Integer> waitingOf = new HashMap<>();
  private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean stepping = new AtomicBoolean();
  private int waiting;

  /** A token that is to be looked at. */
  private record Look<T>(
      Party claim, Supplier<CompletableFuture<T>> look, CompletableFuture<T> answer) {
    void refuse(HubException why) {
      answer.completeExceptionally(why);
    }
  }

  FailurePace(int perMinute, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.guesses = new Guesses(perMinute, CLAIMS_AT_ONCE, nanos);
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
      return begun(look);
    }
    Look<T> asked = new Look<>(Party.claim(origin, whose(token)), look, new CompletableFuture<>());
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
    Duration wait = guesses.until(asked.claim());
    Optional<Party> busy = guesses.busy(asked.claim());
    if (wait.isPositive()) {
      steps.add(() -> asked.refuse(tooMany(wait)));
    } else if (busy.isEmpty()) {
      guesses.begin(asked.claim());
      steps.add(() -> begin(asked));
    } else if (mayWait(asked.claim().origin())) {
      waiting++;
      waitingOf.merge(asked.claim().origin(), 1, Integer::sum);
      queues.computeIfAbsent(busy.get(), empty -> new ArrayDeque<>()).add(asked);
    } else {
      steps.add(() -> asked.refuse(tooManyWait()));
    }
  }

  private boolean mayWait(Origin origin) {
    return waiting < MOST_WAITING && waitingOf.getOrDefault(origin, 0) < MOST_WAITING / 2;
  }

  /** One after the other: a look that is answered at once must not begin the next within itself. */
  private void step() {
    while (!steps.isEmpty() && stepping.compareAndSet(false, true)) {
      try {
        for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
          step.run();
        }
      } finally {
        stepping.set(false);
      }
    }
  }

  private <T> void begin(Look<T> asked) {
    begun(asked.look())
        .whenComplete(
            (found, failure) -> {
              over(asked, failure != null && isWrong(failure));
              if (failure == null) {
                asked.answer().complete(found);
              } else {
                asked.answer().completeExceptionally(failure);
              }
            });
  }

  /**
   * Whatever is thrown, also for want of a thread, is an answer: the look's place is free again.
   */
  private static <T> CompletableFuture<T> begun(Supplier<CompletableFuture<T>> look) {
    try {
      return look.get();
    } catch (Throwable e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static boolean isWrong(Throwable failure) {
    return HubException.of(failure).error() == HubError.TOKEN_SIGNATURE;
  }

  private void over(Look<?> done, boolean wrong) {
    lock.lock();
    try {
      guesses.over(done.claim(), wrong);
      next(done.claim());
      next(done.claim().address());
    } finally {
      lock.unlock();
    }
    step();
  }

  /** Decides again about those who waited for this party. */
  private void next(Party party) {
    Deque<Look<?>> queue = queues.getOrDefault(party, new ArrayDeque<>());
    while (!queue.isEmpty() && !mustWaitFor(party, queue.peek())) {
      Look<?> first = queue.remove();
      waiting--;
      waitingOf.computeIfPresent(
          first.claim().origin(), (same, many) -> many == 1 ? null : many - 1);
      decide(first);
    }
    if (queue.isEmpty()) {
      queues.remove(party);
    }
  }

  private boolean mustWaitFor(Party party, Look<?> first) {
    return !guesses.until(first.claim()).isPositive()
        && guesses.busy(first.claim()).filter(party::equals).isPresent();
  }

  /** How many parties there are looks of. */
  int parties() {
    lock.lock();
    try {
      return guesses.parties() + queues.size() + waitingOf.size();
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
