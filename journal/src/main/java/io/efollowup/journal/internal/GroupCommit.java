package io.efollowup.journal.internal;

import io.efollowup.journal.JournalUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. While it syncs a frame the next entries gather; so many producers
 * share a sync, and a single one never waits for company.
 */
public final class GroupCommit implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  private final AppendQueue queue;
  private final SegmentWriter writer;
  private final long frameBytes;
  private final Function<Exception, String> diagnosis;
  private final LongConsumer synced;
  private volatile Optional<String> fault = Optional.empty();

  /**
   * Wires the thread's parts.
   *
   * @param frameBytes the most bytes of entries in one frame
   * @param diagnosis a sentence for the operator about a failure
   * @param synced told the new end after each sync, before the appends complete
   */
  public GroupCommit(
      AppendQueue queue,
      SegmentWriter writer,
      long frameBytes,
      Function<Exception, String> diagnosis,
      LongConsumer synced) {
    this.queue = queue;
    this.writer = writer;
    this.frameBytes = frameBytes;
    this.diagnosis = diagnosis;
    this.synced = synced;
  }

  /** Why the last attempt failed, when it did. */
  public Optional<String> fault() {
    return fault;
  }

  @Override
  public void run() {
    List<PendingAppend> batch = new ArrayList<>();
    try (writer) {
      queue.take(batch, frameBytes);
      while (!batch.isEmpty()) {
        commit(batch);
        batch.clear();
        if (queue.isEmpty()) {
          writer.mark();
        }
        queue.take(batch, frameBytes);
      }
    } catch (IOException e) {
      log.warn("The journal could not be closed cleanly; all acknowledged entries are synced", e);
    }
  }

  private void commit(List<PendingAppend> batch) {
    long first = writer.position();
    try {
      writer.append(batch);
    } catch (IOException | RuntimeException e) {
      fail(batch, e);
      return;
    }
    if (fault.isPresent()) {
      log.info("The journal can be written again");
      fault = Optional.empty();
    }
    synced.accept(writer.position());
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).complete(first + i);
    }
  }

  private void fail(List<PendingAppend> batch, Exception e) {
    String sentence = diagnosis.apply(e);
    if (!fault.equals(Optional.of(sentence))) {
      log.error("{}", sentence, e);
    }
    fault = Optional.of(sentence);
    JournalUnavailableException failure = new JournalUnavailableException(sentence, e);
    batch.forEach(append -> append.completeExceptionally(failure));
  }
}
