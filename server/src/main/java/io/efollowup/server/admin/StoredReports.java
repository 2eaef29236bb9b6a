package io.efollowup.server.admin;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.portal.ReportSource;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import io.efollowup.server.admin.Administration.ReportRequest;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** The portal's reports, made from the record. */
public record StoredReports(ClinicalRecord record, InstantSource clock) implements ReportSource {
  @Override
  public Optional<byte[]> sevenDay(
      OrganisationId organisation, PatientId patient, Locale language, GlucoseUnit unit) {
    if (record.in(organisation).latestReading(patient).isEmpty()) {
      return Optional.empty();
    }
    ReportRequest request =
        new ReportRequest(
            patient.value(), "seven-day", "", "", language.getLanguage(), unit.symbol());
    return Optional.of(
        PatientReports.pdf(record.in(organisation), patient, request, clock.instant()));
  }
}
