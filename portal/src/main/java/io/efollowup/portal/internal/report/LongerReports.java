package io.efollowup.portal.internal.report;

import io.efollowup.portal.ReportSource;
import io.efollowup.portal.ReportSource.Form;
import io.efollowup.portal.ReportSource.Longer;
import io.efollowup.portal.internal.access.ViewAudit;
import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.portal.internal.page.Frames;
import io.efollowup.portal.internal.web.HttpProblem;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import io.efollowup.record.Patient;
import java.util.Optional;

/** A report that looks further back, as PDF and as JSON. */
public final class LongerReports {
  private final Longer kind;
  private final ReportSource reports;
  private final Frames frames;
  private final ViewAudit audit;

  public LongerReports(Longer kind, ReportSource reports, Frames frames, ViewAudit audit) {
    this.kind = kind;
    this.reports = reports;
    this.frames = frames;
    this.audit = audit;
  }

  /** {@code GET /patients/{p}/reports/{kind}.pdf?from&to}. */
  public Reply pdf(Request request, Viewer viewer, Patient patient) {
    byte[] pdf = document(Form.PDF, request, viewer, patient);
    audit.write(viewer, "report.download", Optional.of(patient.id()), "allowed");
    return Reply.of(200, "application/pdf", pdf)
        .with("content-disposition", "inline; filename=\"e-followup-" + kind.code() + ".pdf\"");
  }

  /** {@code GET /api/v1/patients/{p}/reports/{kind}?from&to}. */
  public Reply json(Request request, Viewer viewer, Patient patient) {
    return Reply.json(document(Form.JSON, request, viewer, patient));
  }

  private byte[] document(Form form, Request request, Viewer viewer, Patient patient) {
    return reports
        .longer(
            kind,
            form,
            viewer.organisation(),
            patient.id(),
            ReportDays.of(request, patient.zone(), kind.fewest(), kind.most()),
            frames.words(request, Optional.of(viewer)).language(),
            frames.unit(request, viewer))
        .orElseThrow(
            () ->
                new HttpProblem(HttpProblem.Kind.NOT_FOUND, "There are no readings to report on."));
  }
}
