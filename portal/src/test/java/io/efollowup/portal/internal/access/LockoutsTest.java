package io.efollowup.portal.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LockoutsTest {
  @Test
  void shouldGrowTheLockUpToADayWithEveryFurtherFailure() {
    assertThat(Lockouts.lockAfter(4)).isZero();
    assertThat(Lockouts.lockAfter(5)).isEqualTo(Duration.ofMinutes(15));
    assertThat(Lockouts.lockAfter(6)).isEqualTo(Duration.ofMinutes(30));
    assertThat(Lockouts.lockAfter(11)).isEqualTo(Duration.ofHours(16));
    assertThat(Lockouts.lockAfter(1_000)).isEqualTo(Duration.ofHours(16));
  }

  @Test
  void shouldLetNoMoreThanFiveThroughAtTheSameTime() throws InterruptedException {
    Lockouts lockouts = new Lockouts(() -> Instant.parse("2026-11-20T08:00:00Z"));
    AtomicInteger through = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        threads.execute(
            () -> {
              try {
                start.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              if (lockouts.begin("doctor").isEmpty()) {
                through.incrementAndGet();
              }
            });
      }
      start.countDown();
    }
    assertThat(through).hasValue(Lockouts.FREE_FAILURES);
  }
}
