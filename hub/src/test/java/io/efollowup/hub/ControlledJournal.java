package io.efollowup.hub;

import io.efollowup.journal.Journal;
import io.efollowup.journal.JournalEntry;
import io.efollowup.journal.JournalRecord;
import io.efollowup.journal.JournalUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** A journal in memory whose syncs happen at once, when told to, or not at all. */
final class ControlledJournal implements Journal {
  /** What becomes of an append. */
  enum Mode {
    SYNC_AT_ONCE,
    HOLD,
    FAIL
  }

  private final List<JournalRecord> records = new ArrayList<>();
  private final BlockingQueue<Runnable> held = new LinkedBlockingQueue<>();
  private volatile Mode mode = Mode.SYNC_AT_ONCE;

  void mode(Mode next) {
    mode = next;
  }

  /** Waits for an append that is held and syncs it. */
  void syncNext() throws InterruptedException {
    awaitHeld().run();
  }

  /** Syncs what is held now. */
  void syncHeld() {
    for (Runnable sync = held.poll(); sync != null; sync = held.poll()) {
      sync.run();
    }
  }

  /** Waits until an append is held. */
  Runnable awaitHeld() throws InterruptedException {
    return Eventually.next(held);
  }

  synchronized List<JournalEntry> entries() {
    return records.stream().map(JournalRecord::entry).toList();
  }

  @Override
  public CompletableFuture<Long> append(JournalEntry entry) {
    return switch (mode) {
      case SYNC_AT_ONCE -> CompletableFuture.completedFuture(store(entry));
      case HOLD -> {
        CompletableFuture<Long> synced = new CompletableFuture<>();
        held.add(() -> synced.complete(store(entry)));
        yield synced;
      }
      case FAIL ->
          CompletableFuture.failedFuture(
              new JournalUnavailableException("no space", new IOException("no space")));
    };
  }

  private synchronized long store(JournalEntry entry) {
    records.add(new JournalRecord(records.size(), entry));
    return records.size() - 1L;
  }

  @Override
  public synchronized List<JournalRecord> read(long from, int limit) {
    return records.stream().skip(from).limit(limit).toList();
  }

  @Override
  public long first() {
    return 0;
  }

  @Override
  public synchronized long end() {
    return records.size();
  }

  @Override
  public boolean awaitBeyond(long position, Duration timeout) {
    return end() > position;
  }

  @Override
  public int retain(long committed, Instant receivedBefore) {
    return 0;
  }

  @Override
  public Optional<String> fault() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
