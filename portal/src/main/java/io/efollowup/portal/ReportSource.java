package io.efollowup.portal;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import java.util.Locale;
import java.util.Optional;

/** Makes the reports people download. Called on a virtual thread; must be thread-safe. */
@FunctionalInterface
public interface ReportSource {
  /**
   * The newest 7-day report as PDF; empty when the patient has no readings to report on.
   *
   * @param language Chinese or English
   */
  Optional<byte[]> sevenDay(
      OrganisationId organisation, PatientId patient, Locale language, GlucoseUnit unit);
}
