package io.efollowup.insight;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.metrics.SamplingInterval;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What each calendar day adds to means over many days. */
final class DailyMeans {
  private final NavigableMap<LocalDate, Day> days = new TreeMap<>();
  private final double expectedADay;

  /**
   * One day.
   *
   * @param readings all of them
   * @param measured those with a number
   * @param sum of the numbers, mg/dL
   */
  record Day(int readings, int measured, double sum) {
    double mean() {
      return sum / measured;
    }
  }

  private DailyMeans(double expectedADay) {
    this.expectedADay = expectedADay;
  }

  static DailyMeans of(GlucoseTrace trace, ZoneId zone) {
    if (trace.size() < 2) {
      return new DailyMeans(Double.POSITIVE_INFINITY);
    }
    DailyMeans means = new DailyMeans(1440.0 / SamplingInterval.minutes(trace));
    int i = 0;
    while (i < trace.size()) {
      LocalDate date = trace.at(i).atZone(zone).toLocalDate();
      long end = new DayRange(date, 1).end(zone).getEpochSecond();
      int readings = 0;
      int measured = 0;
      double sum = 0;
      for (; i < trace.size() && trace.epochSecond(i) < end; i++) {
        readings++;
        if (trace.isMeasured(i)) {
          measured++;
          sum += trace.mgdl(i);
        }
      }
      means.days.put(date, new Day(readings, measured, sum));
    }
    return means;
  }

  /** Days with at least half of the readings expected and any number among them: mean in mg/dL. */
  NavigableMap<LocalDate, Double> trusted() {
    NavigableMap<LocalDate, Double> trusted = new TreeMap<>();
    days.forEach(
        (date, day) -> {
          if (day.measured() > 0 && 2 * day.readings() >= expectedADay) {
            trusted.put(date, day.mean());
          }
        });
    return trusted;
  }

  /**
   * Mean in mg/dL over the days that end with this one; empty where less than 70 % of the readings
   * expected in all of them came.
   */
  OptionalDouble mean(LocalDate last, int length) {
    int readings = 0;
    int measured = 0;
    double sum = 0;
    for (Map.Entry<LocalDate, Day> entry :
        days.subMap(last.minusDays(length - 1L), true, last, true).entrySet()) {
      readings += entry.getValue().readings();
      measured += entry.getValue().measured();
      sum += entry.getValue().sum();
    }
    boolean enough =
        100 * readings >= Sufficiency.ACTIVE_PERCENT_NEEDED * expectedADay * length && measured > 0;
    return enough ? OptionalDouble.of(sum / measured) : OptionalDouble.empty();
  }

  /** Percent of the readings expected in these days that came, at most 100. */
  double coverage(DayRange range) {
    int readings =
        days.subMap(range.firstDay(), true, range.lastDay(), true).values().stream()
            .mapToInt(Day::readings)
            .sum();
    return Math.min(100, 100 * readings / (expectedADay * range.days()));
  }

  /** Days of a range with any reading. */
  int sensorDays(DayRange range) {
    return days.subMap(range.firstDay(), true, range.lastDay(), true).size();
  }
}
