package io.efollowup.testkit.process;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Waiting for what another thread or process does. It is not ended by an interrupt, which client
 * libraries that were closed send at times: the thread is told of it afterwards.
 */
public final class Await {
  /** For whatever must come: it asserts nothing, and only a failure takes this long. */
  public static final Duration LONGEST = Duration.ofMinutes(2);

  /** The same for libraries that want a number. */
  public static final int LONGEST_SECONDS = (int) LONGEST.toSeconds();

  /** The same for libraries that want a number. */
  public static final int LONGEST_MILLIS = (int) LONGEST.toMillis();

  private static final Duration PAUSE = Duration.ofMillis(20);

  private Await() {}

  /**
   * Asks again and again, and returns as soon as the answer is yes.
   *
   * @param what for the failure's message
   * @throws AssertionError when it stays no for {@link #LONGEST}
   */
  public static void until(String what, Callable<Boolean> question) throws Exception {
    until(what, LONGEST, question);
  }

  /**
   * The same with a limit of its own.
   *
   * @throws AssertionError when it stays no for this long
   */
  public static void until(String what, Duration longest, Callable<Boolean> question)
      throws Exception {
    long began = System.nanoTime();
    boolean interrupted = Thread.interrupted();
    try {
      while (!question.call()) {
        if (System.nanoTime() - began > longest.toNanos()) {
          throw new AssertionError("not within %s: %s".formatted(longest, what));
        }
        LockSupport.parkNanos(PAUSE.toNanos());
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Takes the next of these, once it is there. */
  public static <T> T next(String what, Queue<T> queue) throws Exception {
    until(what, () -> !queue.isEmpty());
    return queue.remove();
  }

  /** What this ends with, once it has ended. */
  public static <T> T end(String what, Future<T> step) throws Exception {
    until(what, step::isDone);
    return step.get();
  }
}
