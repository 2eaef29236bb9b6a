package io.efollowup.hub.internal.amqp;

import io.efollowup.journal.Journal;
import io.efollowup.journal.JournalEntry;
import io.efollowup.journal.JournalRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Counts what it is given, by device, and keeps nothing. */
final class CountingJournal implements Journal {
  private final Map<String, Integer> entries = new HashMap<>();
  private long end;
  private boolean busy;

  /** Whether it takes nothing at present. */
  void busy(boolean now) {
    busy = now;
  }

  int entries(String device) {
    return entries.getOrDefault(device, 0);
  }

  @Override
  public CompletableFuture<Long> append(JournalEntry entry) {
    if (busy) {
      return CompletableFuture.failedFuture(new IllegalStateException("busy"));
    }
    entries.merge(entry.device(), 1, Integer::sum);
    return CompletableFuture.completedFuture(end++);
  }

  @Override
  public List<JournalRecord> read(long from, int limit) {
    return List.of();
  }

  @Override
  public long first() {
    return 0;
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public boolean awaitBeyond(long position, Duration timeout) {
    return end > position;
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
