package io.efollowup.insight;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.metrics.SamplingInterval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What each calendar day adds to means over many days. A reading stands for the usual interval of
 * its own day, so that sensors of different cadences weigh alike.
 */
final class DailyMeans {
  private static final double DAY_MINUTES = 1440;

  private final NavigableMap<LocalDate, Day> days = new TreeMap<>();

  /**
   * One day.
   *
   * @param minutes that its readings stand for, at most a day
   * @param measured of them those of readings with a number
   * @param sum of the numbers times their minutes, mg/dL
   */
  record Day(double minutes, double measured, double sum) {
    double mean() {
      return sum / measured;
    }
  }

  static DailyMeans of(GlucoseTrace trace, ZoneId zone) {
    DailyMeans means = new DailyMeans();
    int usual = trace.size() < 2 ? 0 : SamplingInterval.minutes(trace);
    int i = 0;
    while (i < trace.size()) {
      LocalDate date = trace.at(i).atZone(zone).toLocalDate();
      Instant end = new DayRange(date, 1).end(zone);
      GlucoseTrace day = trace.between(trace.at(i), end);
      means.days.put(date, day(day, usual));
      i += day.size();
    }
    return means;
  }

  /** A day of one reading has no interval of its own and takes the whole trace's. */
  private static Day day(GlucoseTrace day, int usual) {
    double interval = day.size() < 2 ? usual : SamplingInterval.minutes(day);
    int measured = 0;
    double sum = 0;
    for (int i = 0; i < day.size(); i++) {
      if (day.isMeasured(i)) {
        measured++;
        sum += day.mgdl(i);
      }
    }
    double minutes = Math.min(DAY_MINUTES, day.size() * interval);
    double each = minutes / day.size();
    return new Day(minutes, measured * each, sum * each);
  }

  /** Days with at least half of the readings expected and any number among them: mean in mg/dL. */
  NavigableMap<LocalDate, Double> trusted() {
    NavigableMap<LocalDate, Double> trusted = new TreeMap<>();
    days.forEach(
        (date, day) -> {
          if (day.measured() > 0 && 2 * day.minutes() >= DAY_MINUTES) {
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
    DayRange range = new DayRange(last.minusDays(length - 1L), length);
    return coverage(range) < Sufficiency.ACTIVE_PERCENT_NEEDED
        ? OptionalDouble.empty()
        : mean(range);
  }

  /** Mean in mg/dL of whatever was measured in these days. */
  OptionalDouble mean(DayRange range) {
    double measured = 0;
    double sum = 0;
    for (Day day : in(range)) {
      measured += day.measured();
      sum += day.sum();
    }
    return measured == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / measured);
  }

  /** Percent of the readings expected in these days that came, at most 100. */
  double coverage(DayRange range) {
    double minutes = in(range).stream().mapToDouble(Day::minutes).sum();
    return 100 * minutes / (DAY_MINUTES * range.days());
  }

  /** Days of a range with any reading. */
  int sensorDays(DayRange range) {
    return in(range).size();
  }

  private Collection<Day> in(DayRange range) {
    return days.subMap(range.firstDay(), true, range.lastDay(), true).values();
  }
}
