package io.efollowup.portal.internal.page;

import io.efollowup.portal.LiveUpdates;
import io.efollowup.portal.internal.access.PatientRefs;
import io.efollowup.portal.internal.access.ViewAudit;
import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.portal.internal.view.Attention;
import io.efollowup.portal.internal.web.HttpProblem;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import io.efollowup.record.Alarm;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.RecordTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The alarms of an organisation, and taking note of one. */
public final class AlarmPages {
  private final ClinicalRecord record;
  private final PatientRefs refs;
  private final Frames frames;
  private final ViewAudit audit;
  private final LiveUpdates live;
  private final InstantSource clock;

  public AlarmPages(
      ClinicalRecord record,
      PatientRefs refs,
      Frames frames,
      ViewAudit audit,
      LiveUpdates live,
      InstantSource clock) {
    this.record = record;
    this.refs = refs;
    this.frames = frames;
    this.audit = audit;
    this.live = live;
    this.clock = clock;
  }

  /** {@code GET /alarms}. */
  public Reply show(Request request, Viewer viewer) {
    audit.viewed(viewer, "alarms.list", Optional.empty());
    Frame frame = frames.of(request, viewer, "alarms.title", "alarms");
    return Reply.html(
        200, Templates.render("alarms", Map.of("frame", frame, "alarms", active(viewer, frame))));
  }

  private List<AlarmView> active(Viewer viewer, Frame frame) {
    OrganisationRecord in = record.in(viewer.organisation());
    AlarmViews views = new AlarmViews(frame.words(), frame.unit(), clock.instant());
    return in.activeAlarms().stream()
        .sorted(Attention.MOST_URGENT_FIRST)
        .flatMap(
            alarm ->
                in.patient(alarm.patient()).stream()
                    .map(
                        patient ->
                            views.of(alarm, patient, refs.of(viewer.organisation(), patient.id()))))
        .toList();
  }

  /** {@code POST /patients/{p}/alarms/acknowledge}. */
  public Reply acknowledge(Request request, Viewer viewer, Patient patient) {
    String kind = request.field("kind").orElse("");
    String since = request.field("since").orElse("");
    boolean found =
        record.write(transaction -> acknowledge(transaction, viewer, patient, kind, since));
    if (!found) {
      throw HttpProblem.notFound();
    }
    audit.write(viewer, "alarm.acknowledge", Optional.of(patient.id()), "allowed");
    live.changed(viewer.organisation(), patient.id());
    return request.isFragment()
        ? Reply.noContent().with("hx-trigger", "glucose-changed")
        : Reply.seeOther(
            SignInPages.ownPath(
                request
                    .field("back")
                    .or(
                        () ->
                            Optional.of(
                                "/patients/" + refs.of(viewer.organisation(), patient.id())))));
  }

  /**
   * Read inside the one writing transaction, so that an alarm the monitor has just resolved is not
   * written back as it was before.
   */
  private boolean acknowledge(
      RecordTransaction transaction, Viewer viewer, Patient patient, String kind, String since) {
    Instant now = clock.instant();
    Optional<Alarm> alarm =
        record
            .in(viewer.organisation())
            .alarms(patient.id(), Instant.EPOCH, now.plusSeconds(86_400))
            .stream()
            .filter(a -> a.kind().name().equals(kind))
            .filter(a -> Long.toString(a.since().toEpochMilli()).equals(since))
            .findFirst();
    alarm
        .filter(a -> a.acknowledgedAt().isEmpty())
        .ifPresent(a -> transaction.putAlarm(viewer.organisation(), noted(a, viewer, now)));
    return alarm.isPresent();
  }

  private static Alarm noted(Alarm alarm, Viewer viewer, Instant now) {
    return new Alarm(
        alarm.patient(),
        alarm.kind(),
        alarm.since(),
        alarm.raisedAt(),
        alarm.value(),
        alarm.resolvedAt(),
        Optional.of(now),
        Optional.of(viewer.account().name()));
  }
}
