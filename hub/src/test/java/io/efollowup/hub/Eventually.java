package io.efollowup.hub;

import io.efollowup.testkit.process.Await;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Waiting for what another thread does. How long says only how long a failure takes. */
public final class Eventually {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** As long, for what waits by itself: a socket, a client library. */
  public static final int MILLIS = (int) LONGEST.toMillis();

  private Eventually() {}

  public static void holds(Callable<Boolean> question) {
    try {
      Await.until("what was to come about", LONGEST, question);
    } catch (Exception e) {
      throw new AssertionError("the question failed", e);
    }
  }

  /** What it completes with. */
  public static <T> T get(Future<T> future) throws Exception {
    return future.get(MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The next that comes. */
  public static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(MILLIS, TimeUnit.MILLISECONDS);
    if (next == null) {
      throw new AssertionError("nothing came");
    }
    return next;
  }
}
