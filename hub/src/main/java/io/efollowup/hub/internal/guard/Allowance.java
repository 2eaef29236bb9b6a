package io.efollowup.hub.internal.guard;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How much may happen: so much a second, and what was not used is saved up to a bound (a token
 * bucket). Spending may go below nothing, down to the same bound, and is made up for by waiting.
 * Safe for use by several threads.
 */
public final class Allowance {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final double perSecond;
  private final double bound;
  private final LongSupplier nanos;
  private double balance;
  private long asOf;

  /**
   * @param perSecond more than 0
   * @param bound the most that is saved up, and owed
   * @param nanos as {@link System#nanoTime()}
   */
  public Allowance(double perSecond, double bound, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.bound = bound;
    this.nanos = nanos;
    this.balance = bound;
    this.asOf = nanos.getAsLong();
  }

  /** How much is left at present; negative where it is owed. */
  synchronized double left() {
    renew();
    return balance;
  }

  /** Whether nothing is left at present. */
  public synchronized boolean isSpent() {
    renew();
    return balance <= 0;
  }

  /** Whether the most is owed, so that not even what is under way already may go on. */
  synchronized boolean isOverdrawn() {
    renew();
    return balance <= -bound;
  }

  /** Takes so much, whether it is there or not. */
  public synchronized void spend(double amount) {
    renew();
    balance = Math.max(-bound, balance - amount);
  }

  /** How long until there is so much; zero when there is. */
  synchronized Duration until(double enough) {
    renew();
    double missing = Math.min(enough, bound) - balance;
    return missing <= 0
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil(missing / perSecond * NANOS));
  }

  private void renew() {
    long now = nanos.getAsLong();
    if (now > asOf) {
      balance = Math.min(bound, balance + (now - asOf) / NANOS * perSecond);
      asOf = now;
    }
  }
}
