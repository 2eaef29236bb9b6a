package io.efollowup.hub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Timers that run only when time is told to pass. */
final class ManualTimers implements DirectMethods.Timers {
  private final List<Timer> running = new ArrayList<>();
  private Duration now = Duration.ZERO;

  private record Timer(Duration due, Runnable work) {}

  @Override
  public synchronized Subscription after(Duration delay, Runnable work) {
    Timer timer = new Timer(now.plus(delay), work);
    running.add(timer);
    return () -> cancel(timer);
  }

  private synchronized void cancel(Timer timer) {
    running.remove(timer);
  }

  void pass(Duration time) {
    Duration until = now.plus(time);
    for (Optional<Timer> next = due(until); next.isPresent(); next = due(until)) {
      next.get().work().run();
    }
    now = until;
  }

  private synchronized Optional<Timer> due(Duration until) {
    Optional<Timer> next =
        running.stream()
            .filter(timer -> timer.due().compareTo(until) <= 0)
            .min(Comparator.comparing(Timer::due));
    next.ifPresent(
        timer -> {
          running.remove(timer);
          now = timer.due();
        });
    return next;
  }

  synchronized int running() {
    return running.size();
  }
}
