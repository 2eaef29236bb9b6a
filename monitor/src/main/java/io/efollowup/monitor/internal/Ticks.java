package io.efollowup.monitor.internal;

import io.efollowup.journal.JournalEntry;
import io.efollowup.monitor.core.Input;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Tick entries of the journal. A tick carries since when the platform has been listening, in epoch
 * seconds, so that a replay judges silence as the first run did; an empty one says: for long.
 */
public final class Ticks {
  private Ticks() {}

  public static JournalEntry entry(Instant now, Instant listeningSince) {
    byte[] payload = ByteBuffer.allocate(8).putLong(listeningSince.getEpochSecond()).array();
    return new JournalEntry("", now, payload);
  }

  public static Input.Tick input(JournalEntry tick) {
    byte[] payload = tick.payload();
    Instant since =
        payload.length == 8
            ? Instant.ofEpochSecond(ByteBuffer.wrap(payload).getLong())
            : Instant.EPOCH;
    return new Input.Tick(tick.receivedAt(), since);
  }
}
