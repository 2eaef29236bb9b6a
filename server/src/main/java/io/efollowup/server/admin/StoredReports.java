package io.efollowup.server.admin;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.insight.DayRange;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.Targets;
import io.efollowup.portal.ReportSource;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.PatientId;
import io.efollowup.report.ReportOptions;
import io.efollowup.server.admin.Administration.ReportRequest;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** The portal's reports, made from the record. */
public record StoredReports(ClinicalRecord record, InstantSource clock) implements ReportSource {
  @Override
  public Optional<SevenDayAnalysis> sevenDay(
      OrganisationId organisation, PatientId patient, Optional<DayRange> days) {
    OrganisationRecord in = record.in(organisation);
    return in.patient(patient)
        .flatMap(whose -> PatientReports.analysis(in, whose, days, Targets.of(whose.targets())));
  }

  @Override
  public byte[] pdf(
      SevenDayAnalysis analysis, PatientId patient, Locale language, GlucoseUnit unit) {
    return PatientReports.document(
        analysis, options(patient, language.getLanguage(), unit), ReportFormat.PDF);
  }

  @Override
  public byte[] json(SevenDayAnalysis analysis, PatientId patient) {
    return PatientReports.document(
        analysis, options(patient, "en", GlucoseUnit.MG_DL), ReportFormat.JSON);
  }

  @Override
  public Optional<byte[]> longer(
      Longer kind,
      Form form,
      OrganisationId organisation,
      PatientId patient,
      Optional<DayRange> days,
      Locale language,
      GlucoseUnit unit) {
    OrganisationRecord in = record.in(organisation);
    if (in.latestReading(patient).isEmpty()) {
      return Optional.empty();
    }
    ReportRequest request =
        new ReportRequest(
            patient.value(),
            kind.code(),
            days.map(range -> range.firstDay().toString()).orElse(""),
            days.map(range -> range.lastDay().toString()).orElse(""),
            language.getLanguage(),
            unit.symbol(),
            "",
            "",
            form == Form.JSON ? "json" : "");
    return Optional.of(
        LongReports.document(in, patient, request, LongReports.Programme.NONE, clock.instant()));
  }

  private ReportOptions options(PatientId patient, String language, GlucoseUnit unit) {
    return PatientReports.options(language, unit, "", patient.value(), clock.instant());
  }
}
