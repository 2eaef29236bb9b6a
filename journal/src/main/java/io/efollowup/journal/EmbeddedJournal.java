package io.efollowup.journal;

import io.efollowup.journal.internal.AppendQueue;
import io.efollowup.journal.internal.ChannelOpener;
import io.efollowup.journal.internal.Diagnosis;
import io.efollowup.journal.internal.FrameSeal;
import io.efollowup.journal.internal.GroupCommit;
import io.efollowup.journal.internal.JournalReader;
import io.efollowup.journal.internal.PendingAppend;
import io.efollowup.journal.internal.SegmentCatalog;
import io.efollowup.journal.internal.SegmentWriter;
import io.efollowup.vault.Sealer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The journal in a directory of sealed segment files, for one process.
 *
 * <p>Appends gather in a queue bounded by bytes; one thread writes all that wait as one sealed
 * frame and syncs it before it completes their futures. What depends on such a future without an
 * executor of its own runs on that thread and must be short and never wait. When the queue is full
 * an append fails at once, which the hub answers with "try again later".
 *
 * <p>At opening, the last segment is read whole: the incomplete frame a crash may have left behind
 * the last synced one is cut off, anything else that is not as it was written is refused with
 * {@link JournalCorruptedException}. Older segments are judged as they are read, and by {@link
 * #verify}.
 */
public final class EmbeddedJournal implements Journal {
  /** The most bytes a payload may have. */
  public static final int LARGEST_PAYLOAD = 1 << 20;

  private static final long FRAME_BYTES = 1 << 20;

  private final Path directory;
  private final SegmentCatalog catalog;
  private final AppendQueue queue;
  private final GroupCommit commits;
  private final Thread thread;
  private final JournalReader reader;
  private final ReentrantLock reading = new ReentrantLock();
  private final ReentrantLock ending = new ReentrantLock();
  private final Condition moved = ending.newCondition();
  private volatile long end;
  private volatile boolean closed;

  /**
   * How much a journal takes.
   *
   * @param segmentBytes size at which a new segment is started; retention removes whole ones
   * @param segmentSpan time received at which a new segment is started, counted from the first
   *     entry, so that a quiet installation can forget too
   * @param queueBytes the most bytes of entries that may wait for the disk
   */
  public record Options(long segmentBytes, Duration segmentSpan, long queueBytes) {
    public Options {
      if (segmentBytes < 1024 || queueBytes < 1024 || !segmentSpan.isPositive()) {
        throw new IllegalArgumentException(
            "a journal needs segments and a queue of at least 1024 bytes and a positive span");
      }
    }

    /** Segments of 32 MB, read in well under a second at a start, or one day; a queue of 32 MB. */
    public static Options standard() {
      return new Options(32L << 20, Duration.ofDays(1), 32L << 20);
    }
  }

  private EmbeddedJournal(
      Path directory,
      SegmentCatalog catalog,
      FrameSeal seal,
      SegmentWriter writer,
      Options options) {
    this.directory = directory;
    this.catalog = catalog;
    this.end = writer.position();
    this.reader = new JournalReader(catalog, seal);
    this.queue = new AppendQueue(options.queueBytes());
    this.commits =
        new GroupCommit(queue, writer, FRAME_BYTES, e -> Diagnosis.of(directory, e), this::synced);
    this.thread = Thread.ofPlatform().daemon().name("journal").unstarted(commits);
  }

  /**
   * Opens a journal, making it where there is none.
   *
   * @throws JournalCorruptedException when what is on disk is not what was written
   * @throws JournalUnavailableException when the directory cannot be read or written
   */
  public static EmbeddedJournal open(Path directory, Sealer sealer, Options options) {
    return open(directory, sealer, options, ChannelOpener.DISK);
  }

  static EmbeddedJournal open(
      Path directory, Sealer sealer, Options options, ChannelOpener opener) {
    FrameSeal seal = new FrameSeal(sealer);
    try {
      SegmentCatalog catalog = SegmentCatalog.open(directory, seal);
      SegmentWriter writer =
          SegmentWriter.open(catalog, seal, opener, options.segmentBytes(), options.segmentSpan());
      EmbeddedJournal journal = new EmbeddedJournal(directory, catalog, seal, writer, options);
      journal.thread.start();
      return journal;
    } catch (IOException e) {
      throw new JournalUnavailableException(Diagnosis.of(directory, e), e);
    }
  }

  @Override
  public CompletableFuture<Long> append(JournalEntry entry) {
    if (entry.payload().length > LARGEST_PAYLOAD) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException("a journal entry has at most 1 MB"));
    }
    PendingAppend append = new PendingAppend(entry);
    return switch (queue.offer(append)) {
      case TAKEN -> append;
      case FULL ->
          unavailable(
              commits
                  .fault()
                  .orElse("The journal's queue is full: the disk does not keep up. Try again."));
      case CLOSED -> unavailable("The journal is closed.");
    };
  }

  @Override
  public List<JournalRecord> read(long from, int limit) {
    reading.lock();
    try {
      return reader.read(from, limit, end);
    } catch (IOException e) {
      throw new JournalUnavailableException(Diagnosis.ofReading(directory, e), e);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public long first() {
    return catalog.firstPosition();
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public boolean awaitBeyond(long position, Duration timeout) throws InterruptedException {
    long nanos = timeout.toNanos();
    ending.lockInterruptibly();
    try {
      while (end <= position && nanos > 0 && !closed) {
        nanos = moved.awaitNanos(nanos);
      }
      return end > position;
    } finally {
      ending.unlock();
    }
  }

  @Override
  public int retain(long committed, Instant receivedBefore) {
    reading.lock();
    try {
      reader.close();
      return catalog.retain(committed, receivedBefore);
    } catch (IOException e) {
      throw new JournalUnavailableException(Diagnosis.of(directory, e), e);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public Optional<String> fault() {
    return commits.fault();
  }

  /**
   * Reads every entry kept.
   *
   * @return how many there are
   * @throws JournalCorruptedException at the first that is not as it was written
   */
  public long verify() {
    long position = first();
    long count = 0;
    for (List<JournalRecord> some = read(position, 4096);
        !some.isEmpty();
        some = read(position, 4096)) {
      position = some.getLast().position() + 1;
      count += some.size();
    }
    return count;
  }

  /** Writes and syncs what waits, then lets go of the files. */
  @Override
  public void close() {
    queue.close();
    joinUninterruptibly();
    closed = true;
    signal();
    reading.lock();
    try {
      reader.close();
    } catch (IOException e) {
      throw new JournalUnavailableException(Diagnosis.ofReading(directory, e), e);
    } finally {
      reading.unlock();
    }
  }

  private void synced(long newEnd) {
    end = newEnd;
    signal();
  }

  private void signal() {
    ending.lock();
    try {
      moved.signalAll();
    } finally {
      ending.unlock();
    }
  }

  private void joinUninterruptibly() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // what waits must be synced all the same
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static CompletableFuture<Long> unavailable(String why) {
    return CompletableFuture.failedFuture(new JournalUnavailableException(why, null));
  }
}
