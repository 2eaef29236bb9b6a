package io.efollowup.journal.internal;

import io.efollowup.journal.JournalEntry;
import java.util.concurrent.CompletableFuture;

/** An entry on its way to disk, and the promise given for it, in one object. */
public final class PendingAppend extends CompletableFuture<Long> {
  private final JournalEntry entry;
  private final int bytes;

  /** For one entry. */
  public PendingAppend(JournalEntry entry) {
    this.entry = entry;
    this.bytes = EntryCodec.bound(entry);
  }

  JournalEntry entry() {
    return entry;
  }

  /** An upper bound of the bytes it takes in a frame. */
  int bytes() {
    return bytes;
  }
}
