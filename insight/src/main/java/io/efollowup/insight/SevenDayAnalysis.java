package io.efollowup.insight;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.metrics.GlucoseMetrics;
import io.efollowup.glucose.metrics.MetricKey;
import io.efollowup.glucose.metrics.MetricTable;
import io.efollowup.glucose.metrics.PercentileProfile;
import io.efollowup.glucose.metrics.RangeShares;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a doctor wants to know of one sensor wear: the period as whole calendar days in the
 * patient's zone, its curves, ranges, figures and moments. Immutable; values keep the unit they
 * were measured in, derived figures are in mg/dL.
 *
 * @param zone the patient's zone
 * @param targets what the patient's glucose is judged by
 * @param period the days looked at
 * @param intervalMinutes usual minutes between readings; 0 for fewer than two readings
 * @param sufficiency whether there is enough data
 * @param shares all readings by zone
 * @param metrics all metrics of the period
 * @param profile percentiles by time of day
 * @param daily one view for each day of the period, empty days included
 * @param stretches times of 15 minutes and more outside target, in order of time
 * @param findings what it shows beyond its figures
 */
public record SevenDayAnalysis(
    ZoneId zone,
    Targets targets,
    DayRange period,
    int intervalMinutes,
    Sufficiency sufficiency,
    RangeShares shares,
    MetricTable metrics,
    PercentileProfile profile,
    List<DayView> daily,
    List<Stretch> stretches,
    WearFindings findings) {
  private static final int LONGEST_INTERVAL_MINUTES = 45;

  public SevenDayAnalysis {
    daily = List.copyOf(daily);
    stretches = List.copyOf(stretches);
  }

  /**
   * Analyses the days from {@code firstDay}; readings and events outside them are left out.
   *
   * @param zone the patient's zone, in which days begin and end
   */
  public static SevenDayAnalysis of(
      GlucoseTrace trace,
      List<CareEvent> events,
      ZoneId zone,
      Targets targets,
      LocalDate firstDay,
      int days) {
    DayRange period = new DayRange(firstDay, days);
    GlucoseTrace window = trace.between(period.start(zone), period.end(zone));
    Readings readings = new Readings(window, zone, targets);
    MetricTable metrics = GlucoseMetrics.of(window, zone);
    List<DayView> daily = DayViews.of(readings, events, period);
    int sensorDays = (int) daily.stream().filter(day -> !day.curve().isEmpty()).count();
    int interval = readings.intervalMinutes();
    Sufficiency sufficiency =
        Sufficiency.of(
            sensorDays,
            days,
            readings.hoursWorn(),
            readings.activePercent(metrics.value(MetricKey.ACTIVE_PERCENT), period));
    RangeShares shares = targets.shares(window);
    List<Stretch> stretches = Stretches.of(readings);
    return new SevenDayAnalysis(
        zone,
        targets,
        period,
        interval,
        sufficiency,
        shares,
        metrics,
        PercentileProfile.of(window, zone),
        daily,
        stretches,
        Findings.of(
            new Wear(readings, inOrder(daily), period, interval),
            stretches,
            shares,
            metrics,
            sufficiency));
  }

  /** The events of the period, in order of time. */
  private static List<CareEvent> inOrder(List<DayView> daily) {
    return daily.stream().flatMap(day -> day.events().stream()).toList();
  }

  /**
   * The last days of a trace: up to {@code days} calendar days that end with the day of the last
   * reading and do not begin before the day of the first; empty for a trace without readings.
   */
  public static Optional<DayRange> lastDaysOf(GlucoseTrace trace, ZoneId zone, int days) {
    if (trace.isEmpty()) {
      return Optional.empty();
    }
    LocalDate dataBegins = trace.at(0).atZone(zone).toLocalDate();
    LocalDate last = trace.at(trace.size() - 1).atZone(zone).toLocalDate();
    LocalDate wanted = last.minusDays(days - 1L);
    LocalDate first = wanted.isBefore(dataBegins) ? dataBegins : wanted;
    return Optional.of(new DayRange(first, (int) (last.toEpochDay() - first.toEpochDay()) + 1));
  }

  /**
   * Whether times outside target can be found at all: not in a single reading, nor where readings
   * usually are more than 45 minutes apart.
   */
  public boolean findsStretches() {
    return intervalMinutes > 0 && intervalMinutes <= LONGEST_INTERVAL_MINUTES;
  }

  /** The patient's limits. */
  public GlucoseThresholds thresholds() {
    return targets.thresholds();
  }

  /** The days' worst moments, in order of time. */
  public List<CurvePoint> worstMoments() {
    return daily.stream().flatMap(day -> day.worst().stream()).toList();
  }
}
