package io.efollowup.hub;

import io.efollowup.testkit.process.Await;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Waiting for what another thread does. */
final class Eventually {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Eventually() {}

  static void holds(Callable<Boolean> question) {
    try {
      Await.until("what was to come about", LONGEST, question);
    } catch (Exception e) {
      throw new AssertionError("the question failed", e);
    }
  }
}
