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

  /** Reports that look further back, made whole. */
  enum Longer {
    /** The ambulatory glucose profile. */
    AGP("agp", 1, 90),
    /** Ninety days of a programme. */
    NINETY_DAY("ninety-day", 14, 92);

    private final String code;
    private final int fewest;
    private final int most;

    Longer(String code, int fewest, int most) {
      this.code = code;
      this.fewest = fewest;
      this.most = most;
    }

    /** Its word in addresses. */
    public String code() {
      return code;
    }

    /** Fewest days it covers. */
    public int fewest() {
      return fewest;
    }

    /** Most days it covers. */
    public int most() {
      return most;
    }
  }

  /** How a longer report is written. */
  enum Form {
    PDF,
    JSON
  }

  /**
   * A longer report.
   *
   * @param days the days looked at; without them the last with readings
   * @param language Chinese or English, of a PDF
   * @param unit of a PDF
   * @return empty when the patient has no readings
   */
  Optional<byte[]> longer(
      Longer kind,
      Form form,
      OrganisationId organisation,
      PatientId patient,
      Optional<DayRange> days,
      Locale language,
      GlucoseUnit unit);
}
