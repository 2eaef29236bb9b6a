package io.efollowup.portal.internal.page;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.metrics.PercentileProfile;
import io.efollowup.portal.internal.access.PatientRefs;
import io.efollowup.portal.internal.access.Permission;
import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.portal.internal.view.PatientText;
import io.efollowup.portal.internal.view.TimeText;
import io.efollowup.portal.internal.view.Words;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A patient's page, its parts that keep themselves fresh, and its charts' data. */
public final class PatientPage {
  private static final int USUAL_DAYS = 14;
  private static final int LONG_DAYS = 90;

  private final ClinicalRecord record;
  private final PatientRefs refs;
  private final Frames frames;
  private final InstantSource clock;

  public PatientPage(ClinicalRecord record, PatientRefs refs, Frames frames, InstantSource clock) {
    this.record = record;
    this.refs = refs;
    this.frames = frames;
    this.clock = clock;
  }

  /** {@code GET /patients/{p}}. */
  public Reply show(Request request, Viewer viewer, Patient patient) {
    Frame frame = frames.of(request, viewer, "patient.title", "patients");
    Instant now = clock.instant();
    OrganisationRecord in = record.in(viewer.organisation());
    Window window =
        Window.of(
            in, patient, request.queryParameter("period"), request.queryParameter("day"), now);
    Map<String, Object> model = side(request, viewer, patient, now);
    model.put("frame", frame);
    model.put("id", patient.id().value());
    model.put("about", PatientText.about(patient, now, frame.words()));
    model.put("zone", patient.zone().getId());
    model.put("period", window.key().key());
    model.put("day", window.day().map(day -> TimeText.date(day, false, frame.words())).orElse(""));
    model.put("isoDay", window.day().map(Object::toString).orElse(""));
    model.put("periods", Window.Length.keys());
    model.put(
        "past",
        window.past() ? TimeText.date(window.to(), patient.zone(), now, frame.words()) : "");
    return Reply.html(200, Templates.render("patient", model));
  }

  /** {@code GET /patients/{p}/side}: what stands beside the curve, as it is now. */
  public Reply side(Request request, Viewer viewer, Patient patient) {
    Map<String, Object> model = side(request, viewer, patient, clock.instant());
    return Reply.html(200, Templates.render("fragment/side", model));
  }

  private Map<String, Object> side(Request request, Viewer viewer, Patient patient, Instant now) {
    OrganisationRecord in = record.in(viewer.organisation());
    Words words = frames.words(request, Optional.of(viewer));
    GlucoseUnit unit = frames.unit(request, viewer);
    Window figures = Window.ending(in, patient, figuresLength(request), now);
    GlucoseTrace trace = in.trace(patient.id(), figures.from(), figures.to());
    int days = figures.key() == Window.Length.D90 ? LONG_DAYS : USUAL_DAYS;
    PatientViews views = new PatientViews(in, patient, words, unit, now);
    Figures computed = new Figures(words, unit, patient, trace, days);
    String ref = refs.of(viewer.organisation(), patient.id());
    Map<String, Object> model = new HashMap<>();
    model.put("words", words);
    model.put("unit", unit.symbol());
    model.put("ref", ref);
    model.put("judged", judged(patient, unit));
    model.put("now", views.now());
    model.put("ranges", computed.ranges());
    model.put("figures", computed.keyFigures());
    model.put("figureDays", Integer.toString(days));
    model.put("alarms", views.alarms(ref));
    model.put("mayAcknowledge", viewer.may(Permission.ACKNOWLEDGE_ALARM));
    model.put("csrf", frames.token(request));
    model.put("days", views.days(trace, figures.to()));
    return model;
  }

  /** What the whole page hangs on: where it is another, the page has to be loaded again. */
  private static String judged(Patient patient, GlucoseUnit unit) {
    return String.join(
        " ",
        unit.symbol(),
        patient.unit().symbol(),
        patient.zone().getId(),
        patient.type().code(),
        patient.birthYear().toString(),
        patient.targets().toString());
  }

  /** {@code GET /patients/{p}/curve}: the data of the glucose curve. */
  public Reply curve(Request request, Viewer viewer, Patient patient) {
    OrganisationRecord in = record.in(viewer.organisation());
    Instant now = clock.instant();
    Window window =
        Window.of(
            in, patient, request.queryParameter("period"), request.queryParameter("day"), now);
    CurveData data =
        new CurveData(
            patient,
            frames.unit(request, viewer),
            frames.words(request, Optional.of(viewer)),
            window);
    return Reply.json(
        data.json(
            in.trace(patient.id(), window.from(), window.to()),
            in.events(patient.id(), window.from(), window.to()),
            now));
  }

  /** {@code GET /patients/{p}/percentiles}: the data of the percentile curve. */
  public Reply percentiles(Request request, Viewer viewer, Patient patient) {
    OrganisationRecord in = record.in(viewer.organisation());
    Window window = Window.ending(in, patient, figuresLength(request), clock.instant());
    GlucoseTrace trace = in.trace(patient.id(), window.from(), window.to());
    PercentileProfile profile = PercentileProfile.of(trace, patient.zone());
    return Reply.json(
        new PercentileData(patient, frames.unit(request, viewer)).json(profile, trace));
  }

  private static Window.Length figuresLength(Request request) {
    return Window.Length.of(request.queryParameter("period")) == Window.Length.D90
        ? Window.Length.D90
        : Window.Length.D14;
  }
}
