package io.efollowup.server.admin;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.insight.DayRange;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.Targets;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.report.AnalysisJson;
import io.efollowup.report.Language;
import io.efollowup.report.PageSize;
import io.efollowup.report.ReportOptions;
import io.efollowup.report.SevenDayReport;
import io.efollowup.server.admin.Administration.ReportRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Reports of stored patients, and of traces that are not stored. */
public final class PatientReports {
  private static final int DAYS = ReportKind.SEVEN_DAY.days();

  private PatientReports() {}

  /** The report asked for, of a patient of this organisation. */
  static byte[] document(
      OrganisationRecord record, PatientId id, ReportRequest request, Instant now) {
    if (ReportKind.ofCode(request.kind()) != ReportKind.SEVEN_DAY) {
      return LongReports.document(record, id, request, LongReports.Programme.NONE, now);
    }
    Patient patient = patient(record, id);
    SevenDayAnalysis analysis =
        analysis(
                record,
                patient,
                ReportKind.SEVEN_DAY.period(request.from(), request.to()),
                targets(request.targets()).orElseGet(() -> Targets.of(patient.targets())))
            .orElseThrow(() -> new AdministrationProblem("this patient has no readings yet"));
    GlucoseUnit unit =
        request.unit().isEmpty()
            ? patient.unit()
            : GlucoseUnit.ofSymbol(request.unit()).orElse(patient.unit());
    return document(
        analysis,
        options(request.language(), unit, request.paper(), id.value(), now),
        ReportFormat.of(request.format()));
  }

  /**
   * The analysis of a stored patient's days.
   *
   * @param stated the days; without them the last with readings
   * @return empty where no days are stated and there is no reading
   */
  static Optional<SevenDayAnalysis> analysis(
      OrganisationRecord record, Patient patient, Optional<DayRange> stated, Targets targets) {
    return stated
        .or(() -> lastDays(record, patient))
        .map(
            days -> {
              Instant from = days.start(patient.zone());
              Instant to = days.end(patient.zone());
              return SevenDayAnalysis.of(
                  record.trace(patient.id(), from, to),
                  record.events(patient.id(), from, to),
                  patient.zone(),
                  targets,
                  days.firstDay(),
                  days.days());
            });
  }

  static Patient patient(OrganisationRecord record, PatientId id) {
    return record
        .patient(id)
        .orElseThrow(() -> new AdministrationProblem("there is no patient " + id.value()));
  }

  /** The last days with readings of a stored patient. */
  private static Optional<DayRange> lastDays(OrganisationRecord record, Patient patient) {
    return record
        .latestReading(patient.id())
        .map(latest -> latest.reading().at())
        .flatMap(
            last ->
                SevenDayAnalysis.lastDaysOf(
                    record.trace(
                        patient.id(), last.minus(Duration.ofDays(DAYS + 1)), last.plusSeconds(1)),
                    patient.zone(),
                    DAYS));
  }

  /** Whose readings and events a report is about. */
  public record Subject(String label, GlucoseTrace trace, List<CareEvent> events) {}

  /** How a report is written. */
  public static ReportOptions options(
      String language, GlucoseUnit unit, String paper, String label, Instant now) {
    return new ReportOptions(
        language.equals("zh") ? Language.ZH : Language.EN, unit, paper(paper), label, now);
  }

  /** The targets of a group; empty where none is stated. */
  public static Optional<Targets> targets(String code) {
    if (code.isEmpty()) {
      return Optional.empty();
    }
    TargetGroup group =
        TargetGroup.ofCode(code)
            .orElseThrow(
                () -> new AdministrationProblem("--targets is one of " + TargetGroup.codes()));
    return Optional.of(Targets.of(group));
  }

  /**
   * The size of a name; without one A4.
   *
   * @throws AdministrationProblem for another name
   */
  public static PageSize paper(String name) {
    return switch (name) {
      case "", "a4" -> PageSize.A4;
      case "letter" -> PageSize.LETTER;
      default -> throw new AdministrationProblem("--paper is a4 or letter");
    };
  }

  /** The analysis of a trace that is not stored. */
  public static SevenDayAnalysis analysis(
      Subject subject, ZoneId zone, Targets targets, DayRange days) {
    return SevenDayAnalysis.of(
        subject.trace(), subject.events(), zone, targets, days.firstDay(), days.days());
  }

  /** Writes an analysis. */
  public static byte[] document(
      SevenDayAnalysis analysis, ReportOptions options, ReportFormat format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 17);
    try {
      switch (format) {
        case PDF -> SevenDayReport.write(analysis, options, out);
        case JSON ->
            AnalysisJson.write(
                ReportKind.SEVEN_DAY.code(),
                analysis,
                options.patientLabel(),
                options.createdAt(),
                out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the report cannot be written", e);
    }
    return out.toByteArray();
  }
}
