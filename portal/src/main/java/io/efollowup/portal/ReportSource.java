package io.efollowup.portal;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.insight.DayRange;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import java.util.Locale;
import java.util.Optional;

/** Makes the reports people read. Called on a virtual thread; must be thread-safe. */
public interface ReportSource {
  /**
   * The analysis of a wear: page, PDF and JSON are made from it.
   *
   * @param days the days looked at; without them the last seven with readings
   * @return empty when no days are stated and the patient has no readings
   */
  Optional<SevenDayAnalysis> sevenDay(
      OrganisationId organisation, PatientId patient, Optional<DayRange> days);

  /**
   * An analysis as PDF.
   *
   * @param language Chinese or English
   */
  byte[] pdf(SevenDayAnalysis analysis, PatientId patient, Locale language, GlucoseUnit unit);

  /** An analysis as JSON. */
  byte[] json(SevenDayAnalysis analysis, PatientId patient);
}
