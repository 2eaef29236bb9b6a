package io.efollowup.hub.internal.amqp;

import io.vertx.core.Context;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work that other threads hand to the connections of one event loop. What one sync of the journal
 * settles, for however many connections, wakes the loop once, and each connection writes once.
 */
final class LoopWork {
  private final Context context;
  private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  private record Step(AmqpStream stream, Runnable work) {}

  LoopWork(Context context) {
    this.context = context;
  }

  /** May be called on any thread. */
  void add(AmqpStream stream, Runnable work) {
    steps.add(new Step(stream, work));
    if (scheduled.compareAndSet(false, true)) {
      context.runOnContext(ignored -> run());
    }
  }

  private void run() {
    scheduled.set(false);
    Set<AmqpStream> touched = new LinkedHashSet<>();
    for (Step step = steps.poll(); step != null; step = steps.poll()) {
      step.stream().attempt(step.work());
      touched.add(step.stream());
    }
    touched.forEach(AmqpStream::settle);
  }
}
