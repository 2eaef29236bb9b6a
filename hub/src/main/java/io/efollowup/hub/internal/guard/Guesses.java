package io.efollowup.hub.internal.guard;

import io.efollowup.hub.internal.BoundedCache;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * How many looks at tokens have failed and how many are under way, which may fail yet: of each
 * claim, and of each address. Guarded by the lock of the {@link FailurePace}.
 */
final class Guesses {
  private static final int REMEMBERED = 100_000;
  private static final double SECONDS_A_MINUTE = 60;

  private final int perMinute;
  private final int claimsAtOnce;
  private final LongSupplier nanos;
  private final BoundedCache<Party, Allowance> failures = new BoundedCache<>(REMEMBERED);
  private final Map<Party, Integer> underWay = new HashMap<>();

  /** Whose failures are counted: an address, or who is claimed to be behind it. */
  record Party(Origin origin, Optional<String> whose) {
    static Party claim(Origin origin, String whose) {
      return new Party(origin, Optional.of(whose));
    }

    Party address() {
      return new Party(origin, Optional.empty());
    }

    @Override
    public String toString() {
      return "Party[hidden]";
    }
  }

  /**
   * @param perMinute of one claim
   * @param claimsAtOnce times as many of an address
   */
  Guesses(int perMinute, int claimsAtOnce, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.claimsAtOnce = claimsAtOnce;
    this.nanos = nanos;
  }

  /** How long until a look may be made again; zero when not too many have failed. */
  Duration until(Party claim) {
    return Stream.of(claim, claim.address())
        .flatMap(party -> failures.get(party).stream())
        .map(some -> some.until(1))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** Of whom as many are under way as may still fail. */
  Optional<Party> busy(Party claim) {
    return Stream.of(claim, claim.address()).filter(party -> !hasRoom(party)).findFirst();
  }

  private boolean hasRoom(Party party) {
    double left = failures.get(party).map(Allowance::left).orElse((double) most(party));
    int looking = underWay.getOrDefault(party, 0);
    return looking == 0 || looking + 1 <= left;
  }

  private int most(Party party) {
    return party.whose().isPresent() ? perMinute : claimsAtOnce * perMinute;
  }

  /** A look is made. */
  void begin(Party claim) {
    underWay.merge(claim, 1, Integer::sum);
    underWay.merge(claim.address(), 1, Integer::sum);
  }

  /** A look has been made. */
  void over(Party claim, boolean wrong) {
    for (Party party : new Party[] {claim, claim.address()}) {
      underWay.computeIfPresent(party, (same, looking) -> looking == 1 ? null : looking - 1);
      if (wrong) {
        failures.computeIfAbsent(party, this::allowance).spend(1);
      }
    }
  }

  private Allowance allowance(Party party) {
    return new Allowance(most(party) / SECONDS_A_MINUTE, most(party), nanos);
  }

  /** How many parties there are looks of. */
  int parties() {
    return underWay.size();
  }
}
