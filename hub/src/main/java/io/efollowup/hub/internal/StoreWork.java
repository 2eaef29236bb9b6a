package io.efollowup.hub.internal;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.vault.DatabaseUnavailableException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where work that blocks on the store is done, away from the event loops. At most so much waits;
 * beyond that callers are told to come back. Safe for use by several threads.
 */
public final class StoreWork implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StoreWork.class);
  private static final int THREADS = 8;
  private static final int WAITING = 4096;

  private static final AtomicInteger THREAD_NUMBER = new AtomicInteger();
  private final ExecutorService threads;

  public StoreWork() {
    this(ownThreads());
  }

  /**
   * @param threads where the work is done; closed with this
   */
  public StoreWork(ExecutorService threads) {
    this.threads = threads;
  }

  private static ExecutorService ownThreads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            StoreWork::thread);
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Does the work elsewhere. What it throws reaches the future as a {@link HubException}. */
  public <T> CompletableFuture<T> run(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(() -> translated(work), threads);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          new HubException(HubError.OVERLOADED, "Too much waits at present; try again."));
    }
  }

  /** Does work that has no result. */
  public CompletableFuture<Void> perform(Runnable work) {
    return run(
        () -> {
          work.run();
          return null;
        });
  }

  private static <T> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (DatabaseUnavailableException e) {
      log.warn("The hub's store is not available: {}", e.getMessage());
      throw new HubException(
          HubError.STORE_UNAVAILABLE, "The hub cannot store anything at present; try again.", e);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "hub-store-" + THREAD_NUMBER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /** Lets what is running finish, for at most ten seconds. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("Work on the hub's store did not finish in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
