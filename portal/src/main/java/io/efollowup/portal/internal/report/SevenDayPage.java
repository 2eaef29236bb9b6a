package io.efollowup.portal.internal.report;

import io.efollowup.insight.DayRange;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.portal.ReportSource;
import io.efollowup.portal.internal.access.PatientRefs;
import io.efollowup.portal.internal.access.ViewAudit;
import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.portal.internal.page.Frame;
import io.efollowup.portal.internal.page.Frames;
import io.efollowup.portal.internal.page.Templates;
import io.efollowup.portal.internal.view.TimeText;
import io.efollowup.portal.internal.view.Words;
import io.efollowup.portal.internal.web.HttpProblem;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import io.efollowup.record.Patient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The seven-day report: as a page, its drawings' data, as PDF and as JSON, all of one analysis. */
public final class SevenDayPage {
  private final ReportSource reports;
  private final PatientRefs refs;
  private final Frames frames;
  private final ViewAudit audit;

  public SevenDayPage(ReportSource reports, PatientRefs refs, Frames frames, ViewAudit audit) {
    this.reports = reports;
    this.refs = refs;
    this.frames = frames;
    this.audit = audit;
  }

  /** {@code GET /patients/{p}/reports/seven-day?from&to}. */
  public Reply show(Request request, Viewer viewer, Patient patient) {
    Frame frame = frames.of(request, viewer, "report.title", "patients");
    Optional<SevenDayAnalysis> analysis = analysis(request, viewer, patient);
    Map<String, Object> model = new HashMap<>();
    model.put("frame", frame);
    model.put("ref", refs.of(viewer.organisation(), patient.id()));
    model.put("id", patient.id().value());
    model.put("zone", patient.zone().getId());
    model.put("from", analysis.map(it -> it.period().firstDay().toString()).orElse(""));
    model.put("to", analysis.map(it -> it.period().lastDay().toString()).orElse(""));
    model.put("period", analysis.map(it -> period(it.period(), frame.words())).orElse(""));
    model.put(
        "sections",
        analysis
            .map(it -> SevenDaySections.of(new Reading(it, frame.words(), frame.unit())))
            .orElseGet(java.util.List::of));
    return Reply.html(200, Templates.render("report", model));
  }

  private static String period(DayRange days, Words words) {
    return words.say(
        "report.period",
        TimeText.date(days.firstDay(), false, words),
        TimeText.date(days.lastDay(), false, words));
  }

  /** {@code GET /patients/{p}/reports/seven-day/charts?from&to}. */
  public Reply charts(Request request, Viewer viewer, Patient patient) {
    Words words = frames.words(request, Optional.of(viewer));
    SevenDayAnalysis analysis = existing(request, viewer, patient);
    return Reply.json(
        new SevenDayCharts(new Reading(analysis, words, frames.unit(request, viewer))).json());
  }

  /** {@code GET /patients/{p}/report.pdf?from&to}. */
  public Reply pdf(Request request, Viewer viewer, Patient patient) {
    SevenDayAnalysis analysis = existing(request, viewer, patient);
    Words words = frames.words(request, Optional.of(viewer));
    byte[] pdf =
        reports.pdf(analysis, patient.id(), words.language(), frames.unit(request, viewer));
    audit.write(viewer, "report.download", Optional.of(patient.id()), "allowed");
    return Reply.of(200, "application/pdf", pdf)
        .with("content-disposition", "inline; filename=\"e-followup-7-days.pdf\"");
  }

  /** {@code GET /api/v1/patients/{p}/reports/seven-day?from&to}. */
  public Reply json(Request request, Viewer viewer, Patient patient) {
    return Reply.json(reports.json(existing(request, viewer, patient), patient.id()));
  }

  private SevenDayAnalysis existing(Request request, Viewer viewer, Patient patient) {
    return analysis(request, viewer, patient)
        .orElseThrow(
            () ->
                new HttpProblem(HttpProblem.Kind.NOT_FOUND, "There are no readings to report on."));
  }

  private Optional<SevenDayAnalysis> analysis(Request request, Viewer viewer, Patient patient) {
    return reports.sevenDay(
        viewer.organisation(), patient.id(), ReportDays.of(request, patient.zone()));
  }
}
