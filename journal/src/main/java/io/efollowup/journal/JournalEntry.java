package io.efollowup.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the journal keeps: whose it is, when it was received, and opaque bytes.
 *
 * @param device the device whose credential brought it, at most 128 characters; empty for a tick
 * @param receivedAt by the server's clock, whole milliseconds
 * @param payload opaque to the journal; not copied, and not to be changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time; a copy per message buys nothing
public record JournalEntry(String device, Instant receivedAt, byte[] payload) {
  public JournalEntry {
    receivedAt = receivedAt.truncatedTo(ChronoUnit.MILLIS);
    if (device.length() > 128) {
      throw new IllegalArgumentException("a device id has at most 128 characters");
    }
  }

  /** The passing of time, written into the journal so that replaying it gives the same result. */
  public static JournalEntry tick(Instant now) {
    return new JournalEntry("", now, new byte[0]);
  }

  /** Whether this entry is only the passing of time. */
  public boolean isTick() {
    return device.isEmpty();
  }
}
