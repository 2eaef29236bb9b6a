package io.efollowup.hub.internal.guard;

import io.efollowup.hub.internal.BoundedCache;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How many handshakes an address may begin in a second. Safe for use by several threads. */
final class HandshakeRates {
  private static final int ADDRESSES = 100_000;
  private static final int SECONDS_SAVED = 5;

  private final int perSecond;
  private final LongSupplier nanos;
  private final BoundedCache<Origin, Allowance> rates = new BoundedCache<>(ADDRESSES);

  /**
   * @param perSecond 0 for any number
   */
  HandshakeRates(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
  }

  boolean isTooFast(Origin origin) {
    return rate(origin).filter(Allowance::isSpent).isPresent();
  }

  void begun(Origin origin) {
    rate(origin).ifPresent(rate -> rate.spend(1));
  }

  private Optional<Allowance> rate(Origin origin) {
    return perSecond == 0
        ? Optional.empty()
        : Optional.of(
            rates.computeIfAbsent(
                origin, from -> new Allowance(perSecond, SECONDS_SAVED * perSecond, nanos)));
  }
}
