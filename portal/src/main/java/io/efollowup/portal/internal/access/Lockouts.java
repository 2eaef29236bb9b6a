package io.efollowup.portal.internal.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts failed sign-ins by the name that was typed, whether such an account exists or not, so that
 * being locked out says nothing about who exists. Safe for use by several threads.
 */
final class Lockouts {
  /** Failures in a row before the first lock. */
  static final int FREE_FAILURES = 5;

  private static final Duration FIRST_LOCK = Duration.ofMinutes(15);
  private static final int MOST_DOUBLINGS = 6;
  private static final int MOST_NAMES = 50_000;

  private record Attempts(int failures, Optional<Instant> lockedUntil) {}

  private final InstantSource clock;
  private final Map<String, Attempts> byName =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
          return size() > MOST_NAMES;
        }
      };

  Lockouts(InstantSource clock) {
    this.clock = clock;
  }

  /** How long a name stays locked after this many failures in a row; zero for none. */
  static Duration lockAfter(int failures) {
    if (failures < FREE_FAILURES) {
      return Duration.ZERO;
    }
    int doublings = Math.min(failures - FREE_FAILURES, MOST_DOUBLINGS);
    return FIRST_LOCK.multipliedBy(1L << doublings);
  }

  /**
   * Begins an attempt, counted as failed until {@link #succeeded} says otherwise: attempts made at
   * the same time cannot slip through together. Tells the end of the lock when there is one.
   */
  synchronized Optional<Instant> begin(String name) {
    Instant now = clock.instant();
    String key = Secrets.digest(name);
    Attempts attempts = byName.getOrDefault(key, new Attempts(0, Optional.empty()));
    if (attempts.lockedUntil().filter(now::isBefore).isPresent()) {
      return attempts.lockedUntil();
    }
    int failures = attempts.failures() + 1;
    Duration lock = lockAfter(failures);
    byName.put(
        key,
        new Attempts(failures, lock.isZero() ? Optional.empty() : Optional.of(now.plus(lock))));
    return Optional.empty();
  }

  synchronized void succeeded(String name) {
    byName.remove(Secrets.digest(name));
  }
}
