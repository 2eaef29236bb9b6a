package io.efollowup.hub.internal.amqp;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Does work at once, on the thread that asks for it, unless it is told to wait. */
final class DirectWork extends AbstractExecutorService {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean late;

  /** Whether it takes nothing at present. */
  void busy(boolean now) {
    busy = now;
  }

  /** Whether what it is given from now on waits, until it is done by {@link #catchUp}. */
  void late(boolean now) {
    late = now;
  }

  /** Does what waits. */
  void catchUp() {
    for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
      work.run();
    }
  }

  @Override
  public void execute(Runnable work) {
    if (busy) {
      throw new RejectedExecutionException("busy");
    }
    if (late) {
      waiting.add(work);
    } else {
      work.run();
    }
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
