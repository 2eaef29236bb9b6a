package io.efollowup.monitor;

import io.efollowup.journal.Journal;
import io.efollowup.journal.JournalRecord;
import io.efollowup.monitor.internal.Engine;
import io.efollowup.monitor.internal.Meters;
import io.efollowup.monitor.internal.Metronome;
import io.efollowup.monitor.internal.Pace;
import io.efollowup.record.ClinicalRecord;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The monitor inside the server process: one thread that takes the journal's entries in their order
 * into the record.
 *
 * <p>Exactly once: what an entry leads to (readings, events, alarms, summaries, counts, the
 * patient's state) and the position after it commit in one transaction. A crash at any moment
 * repeats at most a batch that left nothing behind. A commit that fails is tried again, with
 * growing waits, until it succeeds: nothing is skipped, and {@link #fault} says why it waits. An
 * entry that cannot be decoded is counted, logged without its content, and passed by.
 *
 * <p>Safe for use by several threads.
 */
public final class MonitorRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MonitorRunner.class);
  private static final Duration LOOK_FOR_CLOSE = Duration.ofMillis(200);

  private final Journal journal;
  private final ClinicalRecord record;
  private final MonitorSettings settings;
  private final MonitorListener listener;
  private final InstantSource clock;
  private final Meters meters;
  private final Engine engine;
  private final Thread thread =
      Thread.ofPlatform()
          .daemon()
          .name("monitor")
          .uncaughtExceptionHandler((t, e) -> stopped(e))
          .unstarted(this::run);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("monitor-timer").factory());
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private volatile String fault = "";
  private volatile boolean closed;
  private boolean uncertain; // of the monitor's thread alone

  public MonitorRunner(
      Journal journal,
      ClinicalRecord record,
      MonitorSettings settings,
      MonitorListener listener,
      MeterRegistry registry,
      InstantSource clock) {
    this.journal = journal;
    this.record = record;
    this.settings = settings;
    this.listener = listener;
    this.clock = clock;
    this.meters = new Meters(registry);
    this.engine = new Engine(record, settings, meters);
    Gauge.builder("efollowup.monitor.lag", this, MonitorRunner::lag)
        .description("journal entries that are not in the record yet")
        .register(registry);
  }

  /** Goes on where the record stands, and begins to write the passing of time. */
  public void start() {
    engine.begin(clock.instant());
    Metronome metronome = Metronome.start(journal, clock);
    thread.start();
    schedule(() -> tick(metronome), settings.tickEvery());
    schedule(this::retain, settings.retainEvery());
  }

  private void schedule(Runnable work, Duration every) {
    timer.scheduleAtFixedRate(work, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Every journal entry before this position is in the record. */
  public long position() {
    return engine.position();
  }

  /** Journal entries that are not in the record yet. */
  public long lag() {
    return Math.max(0, journal.end() - Math.max(position(), journal.first()));
  }

  /** Why nothing gets into the record at present, as a sentence; empty when all is well. */
  public Optional<String> fault() {
    return Optional.of(fault).filter(sentence -> !sentence.isEmpty());
  }

  /**
   * Waits until every entry before {@code position} is in the record; after an append that gave
   * {@code p}, wait for {@code p + 1}.
   *
   * @return false when the time is up, or the runner was closed, before that
   */
  public boolean awaitPosition(long position, Duration timeout) throws InterruptedException {
    long nanos = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (position() < position && nanos > 0 && !closed) {
        nanos = moved.awaitNanos(nanos);
      }
      return position() >= position;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    Duration wait = settings.firstRetry();
    while (!closed) {
      try {
        work();
        fault = "";
        wait = settings.firstRetry();
      } catch (InterruptedException stop) {
        return;
      } catch (RuntimeException failure) {
        uncertain = true;
        report(failure);
        if (!pause(wait)) {
          return;
        }
        wait = shorter(wait.multipliedBy(2), settings.longestRetry());
      }
    }
  }

  private void work() throws InterruptedException {
    settle();
    if (!journal.awaitBeyond(engine.position(), LOOK_FOR_CLOSE)) {
      return;
    }
    List<JournalRecord> entries = journal.read(engine.position(), settings.batchEntries());
    if (entries.isEmpty()) {
      return;
    }
    long began = System.nanoTime();
    List<PatientChange> changes = engine.commit(entries);
    signal();
    tell(changes);
    boolean tookAll = engine.position() > entries.getLast().position();
    if (tookAll && entries.size() < settings.batchEntries()) {
      rest(began);
    }
  }

  private void rest(long began) throws InterruptedException {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    awaitPosition(Long.MAX_VALUE, new Pace(settings.commitEvery()).restAfter(took));
  }

  private void tell(List<PatientChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    try {
      listener.committed(Set.copyOf(changes));
    } catch (RuntimeException e) {
      log.warn("A listener of the monitor failed; the record is not affected.", e);
    }
  }

  private void report(RuntimeException failure) {
    meters.failed();
    String sentence =
        "The monitor cannot take readings into the record: "
            + Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
    if (!sentence.equals(fault)) {
      log.error("{} It tries again until it can; nothing is skipped.", sentence, failure);
    }
    fault = sentence;
  }

  /** A commit that was reported as failed may have happened: then go on behind it. */
  private void settle() {
    if (uncertain && engine.isBehindRecord()) {
      engine.begin(clock.instant());
      signal();
    }
    uncertain = false;
  }

  private void stopped(Throwable error) {
    fault = "The monitor has stopped; restart the server: " + error;
    log.error("The monitor has stopped.", error);
  }

  private boolean pause(Duration wait) {
    try {
      Thread.sleep(wait);
      return true;
    } catch (InterruptedException stop) {
      return false;
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private void tick(Metronome metronome) {
    metronome
        .tick()
        .exceptionally(
            failure -> {
              log.warn("The journal did not take a tick: {}", failure.getMessage());
              return -1L;
            });
  }

  private void retain() {
    try {
      int removed = journal.retain(position(), clock.instant().minus(settings.keepJournal()));
      if (removed > 0) {
        log.info("Removed {} journal segments that are in the record.", removed);
      }
    } catch (RuntimeException e) {
      log.warn("Old journal segments could not be removed; it is tried again later.", e);
    }
  }

  private void signal() {
    lock.lock();
    try {
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Finishes the batch at work and stops; what is left stays in the journal. */
  @Override
  public void close() {
    closed = true;
    timer.shutdownNow();
    signal();
    stop();
  }

  private void stop() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        if (!fault.isEmpty()) {
          thread.interrupt(); // it may be waiting to try again
        }
        thread.join(LOOK_FOR_CLOSE.toMillis());
      } catch (InterruptedException e) {
        interrupted = true; // the batch at work is finished all the same
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
