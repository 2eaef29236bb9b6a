package io.efollowup.portal.internal.page;

import io.efollowup.portal.internal.access.PatientRefs;
import io.efollowup.portal.internal.access.Permission;
import io.efollowup.portal.internal.access.Permissions;
import io.efollowup.portal.internal.access.ViewAudit;
import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.portal.internal.view.Overview;
import io.efollowup.portal.internal.web.HttpProblem;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.Role;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The patients of an organisation, those who need attention first. */
public final class PatientListPage {
  private static final List<Integer> PERIODS = List.of(7, 14, 30, 90);
  private static final int USUAL_PERIOD = 14;
  private static final int MOST_ROWS_AT_ONCE = 100;

  private final ClinicalRecord record;
  private final Overviews overviews;
  private final PatientRefs refs;
  private final Frames frames;
  private final ViewAudit audit;
  private final InstantSource clock;

  public PatientListPage(
      ClinicalRecord record,
      Overviews overviews,
      PatientRefs refs,
      Frames frames,
      ViewAudit audit,
      InstantSource clock) {
    this.record = record;
    this.overviews = overviews;
    this.refs = refs;
    this.frames = frames;
    this.audit = audit;
    this.clock = clock;
  }

  /** {@code GET /}: the list, or for a patient their own page. */
  public Reply home(Request request, Viewer viewer) {
    if (!viewer.may(Permission.LIST_PATIENTS)) {
      throw new HttpProblem(HttpProblem.Kind.FORBIDDEN, "Your role sees no clinical data.");
    }
    Optional<PatientId> own = viewer.account().patient();
    if (viewer.account().role() == Role.PATIENT && own.isPresent()) {
      return Reply.seeOther("/patients/" + refs.of(viewer.organisation(), own.get()));
    }
    audit.viewed(viewer, "patients.list", Optional.empty());
    Frame frame = frames.of(request, viewer, "patients.title", "patients");
    int period = period(request);
    List<PatientRow> rows = rows(request, viewer, patients(viewer), period);
    long attention = rows.stream().filter(PatientRow::attention).count();
    String filter = request.queryParameter("show").orElse(attention > 0 ? "attention" : "all");
    return Reply.html(
        200,
        Templates.render(
            "patients",
            Map.of(
                "frame", frame,
                "rows", rows,
                "attention", attention,
                "filter", filter.equals("all") ? "all" : "attention",
                "period", period,
                "periods", PERIODS)));
  }

  /** {@code GET /fragments/patients?ref=…}: the rows of some patients as they are now. */
  public Reply fragment(Request request, Viewer viewer) {
    audit.viewed(viewer, "patients.list", Optional.empty());
    OrganisationRecord in = record.in(viewer.organisation());
    List<Patient> wanted =
        request.query().getOrDefault("ref", List.of()).stream()
            .limit(MOST_ROWS_AT_ONCE)
            .flatMap(ref -> refs.find(viewer.organisation(), ref, in::patients).stream())
            .filter(id -> reaches(viewer, id))
            .flatMap(id -> in.patient(id).stream())
            .toList();
    List<PatientRow> rows = rows(request, viewer, wanted, period(request));
    return Reply.html(
        200,
        Templates.render(
            "fragment/rows",
            Map.of("words", frames.words(request, Optional.of(viewer)), "rows", rows)));
  }

  private List<Patient> patients(Viewer viewer) {
    return record.in(viewer.organisation()).patients().stream()
        .filter(patient -> reaches(viewer, patient.id()))
        .toList();
  }

  private static boolean reaches(Viewer viewer, PatientId patient) {
    return Permissions.reaches(viewer.account().role(), viewer.account().patient(), patient);
  }

  private List<PatientRow> rows(
      Request request, Viewer viewer, List<Patient> patients, int period) {
    PatientRows rows =
        new PatientRows(
            refs,
            frames.words(request, Optional.of(viewer)),
            frames.unit(request, viewer),
            Duration.ofDays(period),
            clock.instant());
    List<Overview> read = overviews.of(viewer.organisation(), patients);
    return read.stream()
        .map(overview -> rows.row(viewer, overview))
        .sorted(Comparator.comparingLong(PatientRow::rank).reversed().thenComparing(PatientRow::id))
        .toList();
  }

  private static int period(Request request) {
    return request
        .queryParameter("period")
        .flatMap(text -> PERIODS.stream().filter(p -> p.toString().equals(text)).findFirst())
        .orElse(USUAL_PERIOD);
  }
}
