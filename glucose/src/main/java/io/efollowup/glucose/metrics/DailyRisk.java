package io.efollowup.glucose.metrics;

import io.efollowup.glucose.GlucoseTrace;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * Average daily risk range (Kovatchev et al., Diabetes Care 29:2433, 2006): each calendar day's
 * highest risk of low plus highest risk of high, averaged over the days with a reading.
 */
final class DailyRisk {
  private DailyRisk() {}

  /**
   * The metric.
   *
   * @param symmetrised of each reading with a number
   */
  static double adrr(GlucoseTrace trace, ZoneId zone, double[] symmetrised) {
    ZoneRules rules = zone.getRules();
    double sum = 0;
    int days = 0;
    int measured = 0;
    long day = Long.MIN_VALUE;
    double low = 0;
    double high = 0;
    for (int i = 0; i < trace.size(); i++) {
      if (!trace.isMeasured(i)) {
        continue;
      }
      long second = trace.epochSecond(i);
      int offset = rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
      long date = Math.floorDiv(second + offset, 86_400L);
      if (date != day) {
        sum += low + high;
        days++;
        day = date;
        low = 0;
        high = 0;
      }
      low = Math.max(low, RiskIndices.lowRisk(symmetrised[measured]));
      high = Math.max(high, RiskIndices.highRisk(symmetrised[measured]));
      measured++;
    }
    return (sum + low + high) / days;
  }
}
