package io.efollowup.portal;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.insight.DayRange;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.Targets;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.report.AnalysisJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Real analyses of a record; the PDF is a stand-in, since fonts are not what the portal is about.
 */
record RecordReports(ClinicalRecord record) implements ReportSource {
  private static final int DAYS = 7;

  @Override
  public Optional<SevenDayAnalysis> sevenDay(
      OrganisationId organisation, PatientId id, Optional<DayRange> stated) {
    OrganisationRecord in = record.in(organisation);
    Patient patient = in.patient(id).orElseThrow();
    return stated
        .or(() -> lastDays(in, patient))
        .map(
            days ->
                SevenDayAnalysis.of(
                    in.trace(id, days.start(patient.zone()), days.end(patient.zone())),
                    in.events(id, days.start(patient.zone()), days.end(patient.zone())),
                    patient.zone(),
                    Targets.of(patient.targets()),
                    days.firstDay(),
                    days.days()));
  }

  private static Optional<DayRange> lastDays(OrganisationRecord in, Patient patient) {
    return in.latestReading(patient.id())
        .map(latest -> latest.reading().at())
        .flatMap(
            last ->
                SevenDayAnalysis.lastDaysOf(
                    in.trace(
                        patient.id(), last.minus(Duration.ofDays(DAYS + 1)), last.plusSeconds(1)),
                    patient.zone(),
                    DAYS));
  }

  @Override
  public byte[] pdf(
      SevenDayAnalysis analysis, PatientId patient, Locale language, GlucoseUnit unit) {
    return "%PDF-1.7 test".getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public byte[] json(SevenDayAnalysis analysis, PatientId patient) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      AnalysisJson.write("seven-day", analysis, patient.value(), Instant.EPOCH, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** What it was asked for, since these reports are made elsewhere. */
  @Override
  public Optional<byte[]> longer(
      Longer kind,
      Form form,
      OrganisationId organisation,
      PatientId patient,
      Optional<DayRange> days,
      Locale language,
      GlucoseUnit unit) {
    String asked =
        "{\"kind\":\"%s\",\"form\":\"%s\",\"days\":%d}"
            .formatted(kind.code(), form, days.map(DayRange::days).orElse(0));
    return record.in(organisation).latestReading(patient).isEmpty()
        ? Optional.empty()
        : Optional.of(asked.getBytes(StandardCharsets.UTF_8));
  }
}
