package io.efollowup.monitor.internal;

import io.efollowup.journal.JournalEntry;
import io.efollowup.journal.JournalRecord;
import io.efollowup.monitor.core.Input;
import io.efollowup.telemetry.AdmittedCodec;
import io.efollowup.telemetry.AdmittedMessage;
import java.time.Instant;

/** A journal entry as far as it can be understood. */
public sealed interface DecodedEntry {
  /** Its place in the journal. */
  long position();

  /** What a device sent. */
  record Message(long position, String device, Instant receivedAt, AdmittedMessage admitted)
      implements DecodedEntry {}

  /** Time passed. */
  record Tick(long position, Input.Tick input) implements DecodedEntry {}

  /** Bytes that are no admitted message: kept out, so that they do not stop the line. */
  record Poison(long position) implements DecodedEntry {}

  static DecodedEntry of(JournalRecord record) {
    JournalEntry entry = record.entry();
    if (entry.isTick()) {
      return new Tick(record.position(), Ticks.input(entry));
    }
    try {
      AdmittedMessage admitted = AdmittedCodec.read(entry.payload());
      return new Message(record.position(), entry.device(), entry.receivedAt(), admitted);
    } catch (IllegalArgumentException undecodable) {
      return new Poison(record.position());
    }
  }

  /** How many readings and events it brings. */
  default int items() {
    return switch (this) {
      case Message m ->
          m.admitted().message().readings().size() + m.admitted().message().events().size();
      case Tick ignored -> 0;
      case Poison ignored -> 0;
    };
  }
}
