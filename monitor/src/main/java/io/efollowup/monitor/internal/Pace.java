package io.efollowup.monitor.internal;

import java.time.Duration;

/**
 * How long the monitor rests between two transactions, so that what arrives meanwhile shares one.
 *
 * @param least time from the beginning of one to the beginning of the next
 */
public record Pace(Duration least) {
  /** Of what is seen on a page within a quarter of a second. */
  private static final Duration LONGEST_SHARE = Duration.ofMillis(60);

  /**
   * The rest after a transaction: until the next may begin, and as long again as it took itself.
   * Where much arrives, transactions take longer; then each has more to share its sync, its
   * summaries and its states, and senders have the disk and the processors in between.
   *
   * @param took how long the transaction took
   * @return not negative
   */
  public Duration restAfter(Duration took) {
    Duration untilNext = least.minus(took);
    Duration share = took.compareTo(LONGEST_SHARE) < 0 ? took : LONGEST_SHARE;
    return untilNext.compareTo(share) > 0 ? untilNext : share;
  }
}
