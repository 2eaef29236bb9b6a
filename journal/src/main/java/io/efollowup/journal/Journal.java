package io.efollowup.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A durable, ordered log. Guarantees:
 *
 * <ul>
 *   <li>When the future of {@link #append} completes normally, the entry is on disk, synced: the
 *       death of the process or a loss of power after that loses nothing.
 *   <li>{@link #read} gives only such entries, each once, in order of position.
 *   <li>An append that fails leaves no entry behind, and a later append may succeed: a full disk
 *       stops acceptance and nothing else.
 * </ul>
 *
 * Safe for use by several threads.
 */
public interface Journal extends AutoCloseable {
  /**
   * Appends.
   *
   * @return the entry's position once it is synced; fails with {@link JournalUnavailableException}
   *     when it could not be written
   */
  CompletableFuture<Long> append(JournalEntry entry);

  /**
   * Up to {@code limit} entries from {@code from} on; fewer, or none, at the end. Positions that
   * retention removed are skipped.
   */
  List<JournalRecord> read(long from, int limit);

  /** Position of the oldest entry kept; equals {@link #end()} when there is none. */
  long first();

  /** The position after the last synced entry. */
  long end();

  /** Waits until {@link #end()} is beyond {@code position} or the time is up; true when it is. */
  boolean awaitBeyond(long position, Duration timeout) throws InterruptedException;

  /**
   * Removes whole segments whose every entry is both before {@code committed} and received before
   * {@code receivedBefore}.
   *
   * @return how many segments were removed
   */
  int retain(long committed, Instant receivedBefore);

  /** Why appends fail at present, as a sentence for the operator; empty when they do not. */
  Optional<String> fault();

  @Override
  void close();
}
