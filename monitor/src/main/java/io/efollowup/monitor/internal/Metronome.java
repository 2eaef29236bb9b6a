package io.efollowup.monitor.internal;

import io.efollowup.journal.Journal;
import io.efollowup.journal.JournalRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Writes the passing of time into the journal. */
public final class Metronome {
  private static final Duration SHORT_BREAK = Duration.ofMinutes(2);

  private final Journal journal;
  private final InstantSource clock;
  private final Instant listeningSince;

  private Metronome(Journal journal, InstantSource clock, Instant listeningSince) {
    this.journal = journal;
    this.clock = clock;
    this.listeningSince = listeningSince;
  }

  /**
   * Begins now. When the journal's last entry is more than two minutes old the platform could not
   * hear anybody in between, and silence counts from now.
   */
  public static Metronome start(Journal journal, InstantSource clock) {
    Instant now = clock.instant();
    List<JournalRecord> last = journal.read(Math.max(0, journal.end() - 1), 1);
    boolean shortBreak =
        !last.isEmpty() && last.getLast().entry().receivedAt().isAfter(now.minus(SHORT_BREAK));
    return new Metronome(journal, clock, shortBreak ? since(last.getLast()) : now);
  }

  private static Instant since(JournalRecord last) {
    return last.entry().isTick() ? Ticks.input(last.entry()).listeningSince() : Instant.EPOCH;
  }

  /** Writes a tick. */
  public CompletableFuture<Long> tick() {
    return journal.append(Ticks.entry(clock.instant(), listeningSince));
  }
}
