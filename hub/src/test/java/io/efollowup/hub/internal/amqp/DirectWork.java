package io.efollowup.hub.internal.amqp;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Does work at once, on the thread that asks for it. */
final class DirectWork extends AbstractExecutorService {
  private boolean busy;

  /** Whether it takes nothing at present. */
  void busy(boolean now) {
    busy = now;
  }

  @Override
  public void execute(Runnable work) {
    if (busy) {
      throw new RejectedExecutionException("busy");
    }
    work.run();
  }

  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return true;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
