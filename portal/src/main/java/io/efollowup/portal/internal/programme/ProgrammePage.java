package io.efollowup.portal.internal.programme;

import io.efollowup.portal.internal.access.PatientRefs;
import io.efollowup.portal.internal.access.Permission;
import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.portal.internal.page.Frame;
import io.efollowup.portal.internal.page.Frames;
import io.efollowup.portal.internal.page.Templates;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.GoalEntry;
import io.efollowup.record.LaboratoryEntry;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.Signature;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** HbA1c from the laboratory and goals set with the patient: to see, to enter, to take back. */
public final class ProgrammePage {
  private static final int NOT_TAKEN = 400;
  private static final int THERE = 200;

  private final ClinicalRecord record;
  private final PatientRefs refs;
  private final Frames frames;
  private final ProgrammeEntries entries;
  private final InstantSource clock;

  public ProgrammePage(
      ClinicalRecord record, PatientRefs refs, Frames frames, InstantSource clock) {
    this.record = record;
    this.refs = refs;
    this.frames = frames;
    this.entries = new ProgrammeEntries(record);
    this.clock = clock;
  }

  /** {@code GET /patients/{p}/programme}. */
  public Reply show(Request request, Viewer viewer, Patient patient) {
    return page(request, viewer, patient, LaboratoryForm.EMPTY, GoalForm.EMPTY, 200);
  }

  /** {@code POST /patients/{p}/programme/laboratory}. */
  public Reply enterValue(Request request, Viewer viewer, Patient patient) {
    try {
      LaboratoryEntry entry = LaboratoryForm.entry(request, patient, who(viewer));
      return entries.enter(viewer, patient, entry)
          ? back(viewer, patient)
          : notedAtValue(request, viewer, patient, "programme.laboratory.there", THERE);
    } catch (Typed.Refused e) {
      return notedAtValue(request, viewer, patient, e.key(), NOT_TAKEN);
    }
  }

  /** {@code POST /patients/{p}/programme/laboratory/withdraw}. */
  public Reply withdrawValue(Request request, Viewer viewer, Patient patient) {
    entries.withdrawValue(viewer, patient, Typed.text(request, "id"), who(viewer));
    return back(viewer, patient);
  }

  /** {@code POST /patients/{p}/programme/goals}. */
  public Reply setGoal(Request request, Viewer viewer, Patient patient) {
    try {
      GoalEntry goal = GoalForm.entry(request, patient, who(viewer));
      return entries.set(viewer, patient, goal)
          ? back(viewer, patient)
          : notedAtGoal(request, viewer, patient, "programme.goal.there", THERE);
    } catch (Typed.Refused e) {
      return notedAtGoal(request, viewer, patient, e.key(), NOT_TAKEN);
    }
  }

  /** {@code POST /patients/{p}/programme/goals/withdraw}. */
  public Reply withdrawGoal(Request request, Viewer viewer, Patient patient) {
    entries.withdrawGoal(viewer, patient, Typed.text(request, "id"), who(viewer));
    return back(viewer, patient);
  }

  private Reply notedAtValue(
      Request request, Viewer viewer, Patient patient, String key, int status) {
    LaboratoryForm form = LaboratoryForm.of(request, key);
    return page(request, viewer, patient, form, GoalForm.EMPTY, status);
  }

  private Reply notedAtGoal(
      Request request, Viewer viewer, Patient patient, String key, int status) {
    GoalForm form = GoalForm.of(request, key);
    return page(request, viewer, patient, LaboratoryForm.EMPTY, form, status);
  }

  private Reply page(
      Request request,
      Viewer viewer,
      Patient patient,
      LaboratoryForm laboratory,
      GoalForm goal,
      int status) {
    Frame frame = frames.of(request, viewer, "programme.title", "patients");
    ProgrammeRows rows = new ProgrammeRows(frame, patient);
    List<GoalEntry> goals = in(viewer).goals(patient.id());
    Map<String, Object> model = new HashMap<>();
    model.put("frame", frame);
    model.put("ref", refs.of(viewer.organisation(), patient.id()));
    model.put("id", patient.id().value());
    model.put("mayEnter", viewer.may(Permission.KEEP_PROGRAMME));
    model.put("today", clock.instant().atZone(patient.zone()).toLocalDate().toString());
    model.put("values", rows.values(in(viewer).laboratory(patient.id())));
    model.put("goals", rows.goals(goals));
    model.put("earlier", rows.earlier(goals));
    model.put("choices", rows.choices(GoalForm.measures(patient)));
    model.put("laboratoryForm", laboratory);
    model.put("goalForm", goal);
    return Reply.html(status, Templates.render("programme", model));
  }

  private OrganisationRecord in(Viewer viewer) {
    return record.in(viewer.organisation());
  }

  private Signature who(Viewer viewer) {
    return new Signature(clock.instant(), viewer.account().name());
  }

  private Reply back(Viewer viewer, Patient patient) {
    return Reply.seeOther(
        "/patients/" + refs.of(viewer.organisation(), patient.id()) + "/programme");
  }
}
