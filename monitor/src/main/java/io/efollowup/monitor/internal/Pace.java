package io.efollowup.monitor.internal;

import java.time.Duration;

/**
 * How long the monitor rests between two transactions, so that what arrives meanwhile shares one.
 *
 * @param least time from the beginning of one to the beginning of the next
 */
public record Pace(Duration least) {
  private static final Duration LONGEST_SHARE = Duration.ofMillis(60);

  /** Of the quarter of a second in which a page shows what was accepted, the rest is the page's. */
  private static final Duration SEEN_WITHIN = Duration.ofMillis(200);

  /**
   * The rest after a transaction: until the next may begin, and as long again as it took itself.
   * Where much arrives, transactions take longer; then each has more to share its sync, its
   * summaries and its states, and senders have the disk and the processors in between.
   *
   * <p>What is accepted just after a transaction began waits for that one, the rest, and its own:
   * so the rest is at most what two transactions leave of 200 ms, and 60 ms.
   *
   * @param took how long the transaction took
   * @return not negative
   */
  public Duration restAfter(Duration took) {
    Duration untilNext = least.minus(took);
    Duration left = SEEN_WITHIN.minus(took.multipliedBy(2));
    Duration share = shorter(shorter(took, left), LONGEST_SHARE);
    return longer(longer(untilNext, share), Duration.ZERO);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
