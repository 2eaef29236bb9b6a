package io.efollowup.testkit.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The time something took, without the moments in which the whole machine stood still. A thread of
 * this process parks for a moment at a time, and asks for nothing else; what it comes back too late
 * is time in which nobody here was let run, and not the time of what is measured; a pause of this
 * process's garbage collector is taken for the same. A limit that is required of the product is
 * checked with this one. Safe for use by several threads.
 */
public final class Stopwatch implements AutoCloseable {
  private static final long STEP_NANOS = Duration.ofMillis(10).toNanos();

  /** So late is any thread now and then. */
  private static final long SLACK_NANOS = Duration.ofMillis(5).toNanos();

  private final LongSupplier clock;
  private final long began;
  private long due;
  private long stalled;
  private volatile boolean over;

  /**
   * One whose thread is somebody else's.
   *
   * @param clock counts nanoseconds
   */
  Stopwatch(LongSupplier clock) {
    this.clock = clock;
    this.began = clock.getAsLong();
    this.due = began + STEP_NANOS;
  }

  /** Begins to measure. */
  public static Stopwatch start() {
    Stopwatch watch = new Stopwatch(System::nanoTime);
    Thread.ofPlatform().daemon().name("stopwatch").start(watch::run);
    return watch;
  }

  private void run() {
    while (!over) {
      LockSupport.parkNanos(STEP_NANOS);
      step();
    }
  }

  /** What its thread does whenever it comes back. */
  synchronized void step() {
    long now = clock.getAsLong();
    stalled += late(now);
    due = now + STEP_NANOS;
  }

  private long late(long now) {
    return now - due > SLACK_NANOS ? now - due : 0;
  }

  /** Since the start, without what {@link #stalled()} tells. */
  public synchronized Duration elapsed() {
    long now = clock.getAsLong();
    return Duration.ofNanos(now - began - stalled - late(now));
  }

  /** For how long the machine stood still since the start. */
  public synchronized Duration stalled() {
    return Duration.ofNanos(stalled + late(clock.getAsLong()));
  }

  @Override
  public void close() {
    over = true;
  }
}
