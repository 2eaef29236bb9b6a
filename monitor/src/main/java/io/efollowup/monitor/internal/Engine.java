package io.efollowup.monitor.internal;

import io.efollowup.journal.JournalRecord;
import io.efollowup.monitor.MonitorSettings;
import io.efollowup.monitor.PatientChange;
import io.efollowup.monitor.core.MonitorCore;
import io.efollowup.record.ClinicalRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes journal entries into the record, a batch in one transaction. Used by one thread; {@link
 * #position} may be asked by any.
 */
public final class Engine {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  private final ClinicalRecord record;
  private final MonitorSettings settings;
  private final Meters meters;
  private final MonitorCore core;
  private final PatientCache patients;
  private final Watch watch;
  private final HeldDevices held;
  private volatile long position;

  public Engine(ClinicalRecord record, MonitorSettings settings, Meters meters) {
    this.record = record;
    this.settings = settings;
    this.meters = meters;
    this.core = new MonitorCore(settings.core());
    this.patients = new PatientCache(record, settings.patientsCached());
    this.watch = new Watch(settings.core());
    this.held = new HeldDevices(record, settings.patientsCached());
  }

  /** Begins where the record stands; what was remembered is forgotten. */
  public void begin(Instant now) {
    patients.clear();
    held.clear();
    watch.load(record, patients, now);
    position = record.monitorPosition();
  }

  /** Everything before this is in the record. */
  public long position() {
    return position;
  }

  /** Whether the record stands elsewhere than remembered: a commit was reported to have failed. */
  public boolean isBehindRecord() {
    return record.monitorPosition() != position;
  }

  /**
   * Commits as many of these entries as fit into a batch, at least one.
   *
   * @return what changed
   */
  public List<PatientChange> commit(List<JournalRecord> entries) {
    List<DecodedEntry> decoded = decoded(entries);
    Batch batch =
        meters.timed(
            () ->
                record.write(
                    tx -> new Batch(record, tx, core, patients, watch, held).run(decoded)));
    Committed committed = batch.publish();
    position = decoded.getLast().position() + 1;
    decoded.forEach(Engine::warnOfPoison);
    meters.committed(decoded.size(), committed.tally());
    return committed.changes();
  }

  private List<DecodedEntry> decoded(List<JournalRecord> entries) {
    List<DecodedEntry> decoded = new ArrayList<>(entries.size());
    int items = 0;
    for (JournalRecord entry : entries) {
      DecodedEntry next = DecodedEntry.of(entry);
      decoded.add(next);
      items += next.items();
      if (items >= settings.batchItems()) {
        break;
      }
    }
    return decoded;
  }

  private static void warnOfPoison(DecodedEntry entry) {
    if (entry instanceof DecodedEntry.Poison poison) {
      log.warn(
          "The journal entry at position {} is no admitted message: counted and passed by.",
          poison.position());
    }
  }
}
