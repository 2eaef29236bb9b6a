package io.efollowup.monitor;

import io.efollowup.journal.Journal;
import io.efollowup.journal.JournalEntry;
import io.efollowup.journal.JournalUnavailableException;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.HeldReading;
import io.efollowup.telemetry.AdmittedCodec;
import io.efollowup.telemetry.AdmittedMessage;
import io.efollowup.telemetry.TelemetryMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Lets what was kept aside for want of an assignment go its way once there is one: it is appended
 * to the journal again, as received now, and the monitor forgets it in the transaction that stores
 * it. What still has no patient stays kept aside. Doing it twice does no harm.
 */
public final class HeldReadings {
  private static final int ITEMS_PER_ENTRY = 500;
  private static final int FIRST_PAGE = 10_000;

  private final ClinicalRecord record;
  private final Journal journal;
  private final InstantSource clock;

  public HeldReadings(ClinicalRecord record, Journal journal, InstantSource clock) {
    this.record = record;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * What was released.
   *
   * @param items how many readings and events
   * @param end journal position after the last of them: once the monitor is there they are stored
   */
  public record Released(int items, long end) {}

  /**
   * Releases what a device sent with times from {@code from} inclusive to {@code to} exclusive.
   * Returns when it is in the journal.
   *
   * @throws JournalUnavailableException when the journal does not take it; everything is still kept
   *     aside
   */
  public Released release(String device, Instant from, Instant to) {
    List<AdmittedMessage> messages = new ArrayList<>();
    int items = 0;
    for (HeldReading held : all(device)) {
      if (!held.at().isBefore(from) && held.at().isBefore(to)) {
        items += add(AdmittedCodec.read(held.payload()).message(), messages);
      }
    }
    return new Released(items, append(device, messages));
  }

  private List<HeldReading> all(String device) {
    int limit = FIRST_PAGE;
    List<HeldReading> held = record.held(device, limit);
    while (held.size() == limit) {
      limit *= 4;
      held = record.held(device, limit);
    }
    return held;
  }

  /** Joins what belongs to one session into one message, as long as it stays small. */
  private static int add(TelemetryMessage held, List<AdmittedMessage> messages) {
    TelemetryMessage message = held;
    if (!messages.isEmpty()) {
      TelemetryMessage last = messages.getLast().message();
      if (last.session().equals(held.session()) && count(last) < ITEMS_PER_ENTRY) {
        message = joined(last, held);
        messages.removeLast();
      }
    }
    messages.add(new AdmittedMessage(message, List.of()));
    return count(held);
  }

  private static int count(TelemetryMessage message) {
    return message.readings().size() + message.events().size();
  }

  private static TelemetryMessage joined(TelemetryMessage a, TelemetryMessage b) {
    var readings = new ArrayList<>(a.readings());
    readings.addAll(b.readings());
    var events = new ArrayList<>(a.events());
    events.addAll(b.events());
    return new TelemetryMessage(a.session(), readings, events);
  }

  private long append(String device, List<AdmittedMessage> messages) {
    Instant now = clock.instant();
    List<CompletableFuture<Long>> appends =
        messages.stream()
            .map(AdmittedCodec::write)
            .map(payload -> journal.append(new JournalEntry(device, now, payload)))
            .toList();
    long end = 0;
    for (CompletableFuture<Long> append : appends) {
      end = Math.max(end, appended(append) + 1);
    }
    return end;
  }

  private static long appended(CompletableFuture<Long> append) {
    try {
      return append.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof JournalUnavailableException unavailable) {
        throw unavailable;
      }
      throw failed;
    }
  }
}
