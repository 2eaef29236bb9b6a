package io.efollowup.hub.internal.guard;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.SasToken;
import io.efollowup.hub.internal.BoundedCache;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Slows down whoever shows tokens with wrong signatures: each costs a read of the store, and a
 * guess. Counted for an address together with whom the token is said to be of, so that one device
 * with an old key does not shut out those behind the same address; an address has {@value
 * #CLAIMS_AT_ONCE} times that over all. Safe for use by several threads.
 */
public final class FailurePace {
  private static final int ADDRESSES = 100_000;
  private static final double SECONDS_A_MINUTE = 60;
  private static final int CLAIMS_AT_ONCE = 20;

  private final int perMinute;
  private final LongSupplier nanos;
  private final BoundedCache<Claim, Allowance> ofClaims = new BoundedCache<>(ADDRESSES);
  private final BoundedCache<Origin, Allowance> ofOrigins = new BoundedCache<>(ADDRESSES);

  private record Claim(Origin origin, String whose) {
    @Override
    public String toString() {
      return "Claim[hidden]";
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
   * @return what the look gives; fails with {@link HubError#TOO_MANY_FAILURES}, without looking
   */
  public <T> CompletableFuture<T> look(
      Origin origin, String token, Supplier<CompletableFuture<T>> look) {
    if (perMinute == 0) {
      return look.get();
    }
    Claim claim = new Claim(origin, whose(token));
    Duration wait = longer(until(ofClaims.get(claim)), until(ofOrigins.get(origin)));
    if (wait.isPositive()) {
      return CompletableFuture.failedFuture(tooMany(wait));
    }
    return look.get()
        .whenComplete(
            (done, failure) -> {
              if (failure != null && HubException.of(failure).error() == HubError.TOKEN_SIGNATURE) {
                failed(claim);
              }
            });
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

  private static Duration until(Optional<Allowance> allowance) {
    return allowance.map(some -> some.until(1)).orElse(Duration.ZERO);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private void failed(Claim claim) {
    ofClaims.computeIfAbsent(claim, from -> allowance(perMinute)).spend(1);
    ofOrigins
        .computeIfAbsent(claim.origin(), from -> allowance(CLAIMS_AT_ONCE * perMinute))
        .spend(1);
  }

  private Allowance allowance(int aMinute) {
    return new Allowance(aMinute / SECONDS_A_MINUTE, aMinute, nanos);
  }

  private static HubException tooMany(Duration wait) {
    return new HubException(
        HubError.TOO_MANY_FAILURES,
        "Too many tokens with wrong signatures came from this address; try again later.",
        wait);
  }
}
