package io.efollowup.hub.internal;

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
public final class LoopWork {
  /** A connection. Called on the loop. */
  public interface Member {
    /** Takes a step; one that fails ends this connection and no other. */
    void attempt(Runnable step);

    /** Does what follows from steps that were taken, and says what is to be said. */
    void settle();
  }

  private final Context context;
  private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  private record Step(Member member, Runnable work) {}

  /**
   * @param context of the loop
   */
  public LoopWork(Context context) {
    this.context = context;
  }

  /** May be called on any thread. */
  public void add(Member member, Runnable work) {
    steps.add(new Step(member, work));
    if (scheduled.compareAndSet(false, true)) {
      context.runOnContext(ignored -> run());
    }
  }

  private void run() {
    scheduled.set(false);
    Set<Member> touched = new LinkedHashSet<>();
    for (Step step = steps.poll(); step != null; step = steps.poll()) {
      step.member().attempt(step.work());
      touched.add(step.member());
    }
    touched.forEach(Member::settle);
  }
}
