package io.efollowup.portal.internal.programme;

import io.efollowup.portal.internal.access.PatientRefs;
import io.efollowup.portal.internal.access.Permission;
import io.efollowup.portal.internal.access.ViewAudit;
import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.portal.internal.page.Frame;
import io.efollowup.portal.internal.page.Frames;
import io.efollowup.portal.internal.page.Templates;
import io.efollowup.portal.internal.web.HttpProblem;
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
import java.util.Optional;

/** HbA1c from the laboratory and goals set with the patient: to see, to enter, to take back. */
public final class ProgrammePage {
  private static final int NOT_TAKEN = 400;

  private final ClinicalRecord record;
  private final PatientRefs refs;
  private final Frames frames;
  private final ViewAudit audit;
  private final InstantSource clock;

  public ProgrammePage(
      ClinicalRecord record,
      PatientRefs refs,
      Frames frames,
      ViewAudit audit,
      InstantSource clock) {
    this.record = record;
    this.refs = refs;
    this.frames = frames;
    this.audit = audit;
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
      if (!isKnown(viewer, patient, entry)) {
        put(viewer, patient, entry);
      }
      audit.write(viewer, "laboratory.enter", Optional.of(patient.id()), "allowed");
      return back(viewer, patient);
    } catch (Typed.Refused e) {
      LaboratoryForm form = LaboratoryForm.of(request, e.key());
      return page(request, viewer, patient, form, GoalForm.EMPTY, NOT_TAKEN);
    }
  }

  /** Whether it holds already and the typed one tells no more; a file may have told its time. */
  private boolean isKnown(Viewer viewer, Patient patient, LaboratoryEntry typed) {
    return in(viewer).laboratory(patient.id()).stream()
        .filter(one -> one.id().equals(typed.id()) && one.withdrawn().isEmpty())
        .anyMatch(
            one -> typed.laboratory().isEmpty() || typed.laboratory().equals(one.laboratory()));
  }

  /** {@code POST /patients/{p}/programme/laboratory/withdraw}. */
  public Reply withdrawValue(Request request, Viewer viewer, Patient patient) {
    LaboratoryEntry entry =
        in(viewer).laboratory(patient.id()).stream()
            .filter(one -> one.id().toString().equals(Typed.text(request, "id")))
            .filter(one -> one.withdrawn().isEmpty())
            .findFirst()
            .orElseThrow(HttpProblem::notFound);
    put(viewer, patient, entry.withdrawnBy(who(viewer)));
    audit.write(viewer, "laboratory.withdraw", Optional.of(patient.id()), "allowed");
    return back(viewer, patient);
  }

  /** {@code POST /patients/{p}/programme/goals}. */
  public Reply setGoal(Request request, Viewer viewer, Patient patient) {
    try {
      put(viewer, patient, GoalForm.entry(request, patient, who(viewer)));
      audit.write(viewer, "goal.set", Optional.of(patient.id()), "allowed");
      return back(viewer, patient);
    } catch (Typed.Refused e) {
      GoalForm form = GoalForm.of(request, e.key());
      return page(request, viewer, patient, LaboratoryForm.EMPTY, form, NOT_TAKEN);
    }
  }

  /** {@code POST /patients/{p}/programme/goals/withdraw}. */
  public Reply withdrawGoal(Request request, Viewer viewer, Patient patient) {
    GoalEntry goal =
        in(viewer).goals(patient.id()).stream()
            .filter(one -> one.id().toString().equals(Typed.text(request, "id")))
            .filter(one -> one.withdrawn().isEmpty())
            .findFirst()
            .orElseThrow(HttpProblem::notFound);
    put(viewer, patient, goal.withdrawnBy(who(viewer)));
    audit.write(viewer, "goal.withdraw", Optional.of(patient.id()), "allowed");
    return back(viewer, patient);
  }

  private void put(Viewer viewer, Patient patient, LaboratoryEntry entry) {
    record.write(
        transaction -> {
          transaction.putLaboratory(viewer.organisation(), patient.id(), entry);
          return entry;
        });
  }

  private void put(Viewer viewer, Patient patient, GoalEntry goal) {
    record.write(
        transaction -> {
          transaction.putGoal(viewer.organisation(), patient.id(), goal);
          return goal;
        });
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
