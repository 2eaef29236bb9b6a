package io.efollowup.hub.internal.guard;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.BoundedCache;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Slows down whoever shows tokens with wrong signatures: each costs a read of the store, and a
 * guess. Tokens that are known to be good are not asked about here, so devices behind the same
 * address go on. Safe for use by several threads.
 */
public final class FailurePace {
  private static final int ADDRESSES = 100_000;
  private static final double SECONDS_A_MINUTE = 60;

  private final int perMinute;
  private final LongSupplier nanos;
  private final BoundedCache<Origin, Allowance> failures = new BoundedCache<>(ADDRESSES);

  FailurePace(int perMinute, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.nanos = nanos;
  }

  /**
   * Looks at a token that is not known yet, unless too many wrong ones came from there.
   *
   * @param look fails with {@link HubError#TOKEN_SIGNATURE} when it is wrong
   * @return what the look gives; fails with {@link HubError#TOO_MANY_FAILURES}, without looking
   */
  public <T> CompletableFuture<T> look(Origin origin, Supplier<CompletableFuture<T>> look) {
    if (perMinute == 0) {
      return look.get();
    }
    Duration wait = failures.get(origin).map(allowance -> allowance.until(1)).orElse(Duration.ZERO);
    if (wait.isPositive()) {
      return CompletableFuture.failedFuture(tooMany(wait));
    }
    return look.get()
        .whenComplete(
            (done, failure) -> {
              if (failure != null && HubException.of(failure).error() == HubError.TOKEN_SIGNATURE) {
                failed(origin);
              }
            });
  }

  private void failed(Origin origin) {
    failures
        .computeIfAbsent(
            origin, from -> new Allowance(perMinute / SECONDS_A_MINUTE, perMinute, nanos))
        .spend(1);
  }

  private static HubException tooMany(Duration wait) {
    return new HubException(
        HubError.TOO_MANY_FAILURES,
        "Too many tokens with wrong signatures came from this address; try again later.",
        wait);
  }
}
