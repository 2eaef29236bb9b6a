package io.efollowup.insight;

import io.efollowup.glucose.GlucoseTrace;
import java.time.ZoneId;
import java.util.List;

/**
 * The ambulatory glucose profile of a period, usually of 14 days.
 *
 * @param wear figures, ranges, percentiles and days of the period
 * @param sufficiency whether there is enough data for a profile
 */
public record AgpAnalysis(SevenDayAnalysis wear, AgpSufficiency sufficiency) {

  /** Days of a profile where nothing else is asked for. */
  public static final int DAYS = AgpSufficiency.DAYS_NEEDED;

  /** Analyses the days of a period; readings outside them are left out. */
  public static AgpAnalysis of(GlucoseTrace trace, ZoneId zone, Targets targets, DayRange period) {
    SevenDayAnalysis wear =
        SevenDayAnalysis.of(trace, List.of(), zone, targets, period.firstDay(), period.days());
    return new AgpAnalysis(wear, AgpSufficiency.of(wear.sufficiency()));
  }
}
