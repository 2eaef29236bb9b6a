package io.efollowup.portal.internal.access;

import io.efollowup.record.AuditEntry;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.PatientId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who saw what. A page that keeps itself fresh is one view: the same session, action
 * and patient are written again only after a while. Safe for use by several threads.
 */
public final class ViewAudit {
  private static final Logger LOG = LoggerFactory.getLogger(ViewAudit.class);
  private static final Duration ONE_VIEW = Duration.ofMinutes(10);
  private static final int MOST_REMEMBERED = 100_000;

  private record View(String session, String action, Optional<PatientId> patient) {}

  private final ClinicalRecord record;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Map<View, Instant> written = new ConcurrentHashMap<>();

  public ViewAudit(ClinicalRecord record, InstantSource clock, MeterRegistry meters) {
    this.record = record;
    this.clock = clock;
    this.meters = meters;
  }

  /** Somebody sees something. */
  public void viewed(Viewer viewer, String action, Optional<PatientId> patient) {
    Instant now = clock.instant();
    View view = new View(viewer.session().key(), action, patient);
    Instant before = written.get(view);
    if (before != null && now.isBefore(before.plus(ONE_VIEW))) {
      return;
    }
    if (written.size() >= MOST_REMEMBERED) {
      written.clear();
    }
    written.put(view, now);
    write(viewer, action, patient, "allowed");
  }

  /** Somebody asked for what their role may not see. */
  public void refused(Viewer viewer, String action) {
    write(viewer, action, Optional.empty(), "refused");
  }

  /** Somebody did something. */
  public void write(Viewer viewer, String action, Optional<PatientId> patient, String outcome) {
    try {
      record.write(
          transaction -> {
            transaction.audit(
                viewer.organisation(),
                new AuditEntry(clock.instant(), viewer.account().name(), action, patient, outcome));
            return null;
          });
    } catch (RuntimeException e) {
      // A full disk must not keep a doctor from seeing glucose; operators learn of it here.
      LOG.error("An audit entry could not be written: {}", e.getClass().getName());
      meters.counter("efollowup.portal.audit.failures").increment();
    }
  }
}
