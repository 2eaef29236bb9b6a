package io.efollowup.testkit.process;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what another process does. */
public final class Await {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Await() {}

  /**
   * Asks again and again, and returns as soon as the answer is yes.
   *
   * @param what for the failure's message
   * @throws AssertionError when it stays no for this long
   */
  public static void until(String what, Duration longest, Callable<Boolean> question)
      throws Exception {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!question.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within %s: %s".formatted(longest, what));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
