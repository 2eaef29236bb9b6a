package io.efollowup.record;

import io.efollowup.glucose.CalendarSpan;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * The counting of summaries: one that readings later than all of its own can be added to without
 * reading those again. Adding in order of time gives bit for bit what recomputing gives.
 *
 * @param span what it covers
 * @param thresholds limits its zones were counted by
 * @param newest time of its latest reading, epoch seconds; the least number when there is none
 * @param summary the figures
 */
public record RunningSummary(
    CalendarSpan span, GlucoseThresholds thresholds, long newest, Summary summary) {

  /** The summary of the readings of a span. */
  public static RunningSummary of(
      PatientId patient, CalendarSpan span, GlucoseThresholds thresholds, GlucoseTrace trace) {
    long newest = trace.isEmpty() ? Long.MIN_VALUE : trace.epochSecond(trace.size() - 1);
    Summary summary = counted(patient, span, thresholds, trace, 0, trace.size());
    return new RunningSummary(span, thresholds, newest, summary);
  }

  /** The summaries of every hour and every day of this zone that has readings in the trace. */
  public static List<Summary> all(
      PatientId patient, GlucoseTrace trace, GlucoseThresholds thresholds, ZoneId zone) {
    List<Summary> all = new ArrayList<>();
    List<Function<Instant, CalendarSpan>> spans =
        List.of(at -> CalendarSpan.hourOf(at, zone), at -> CalendarSpan.dayOf(at, zone));
    for (Function<Instant, CalendarSpan> spanOf : spans) {
      int first = 0;
      while (first < trace.size()) {
        CalendarSpan span = spanOf.apply(trace.at(first));
        int end = trace.firstNotBefore(span.to());
        all.add(counted(patient, span, thresholds, trace, first, end));
        first = end;
      }
    }
    return all;
  }

  private static Summary counted(
      PatientId patient,
      CalendarSpan span,
      GlucoseThresholds thresholds,
      GlucoseTrace trace,
      int first,
      int end) {
    var sums = new Sums(new ArrayList<>(Collections.nCopies(GlucoseZone.values().length, 0)));
    for (int i = first; i < end; i++) {
      sums.add(trace.value(i), thresholds);
    }
    return sums.summary(patient, span);
  }

  /** Whether these readings, in order of time, can be added. */
  public boolean takes(CalendarSpan wanted, GlucoseThresholds by, List<GlucoseReading> readings) {
    if (!span.equals(wanted) || !thresholds.equals(by)) {
      return false;
    }
    long last = newest;
    for (GlucoseReading reading : readings) {
      if (reading.at().getEpochSecond() <= last) {
        return false;
      }
      last = reading.at().getEpochSecond();
    }
    return true;
  }

  /** With readings that it {@linkplain #takes takes}. */
  public RunningSummary with(List<GlucoseReading> readings) {
    var sums = new Sums(new ArrayList<>(summary.zones()));
    sums.measured = summary.measured();
    sums.sum = summary.sumMgdl();
    sums.squares = summary.sumSquaresMgdl();
    sums.min = summary.minMgdl();
    sums.max = summary.maxMgdl();
    readings.forEach(reading -> sums.add(reading.value(), thresholds));
    return new RunningSummary(
        span,
        thresholds,
        readings.isEmpty() ? newest : readings.getLast().at().getEpochSecond(),
        sums.summary(summary.patient(), span));
  }

  private static final class Sums {
    private final List<Integer> zones;
    private int measured;
    private double sum;
    private double squares;
    private double min = Double.NaN;
    private double max = Double.NaN;

    Sums(List<Integer> zones) {
      this.zones = zones;
    }

    void add(GlucoseValue value, GlucoseThresholds thresholds) {
      int zone = thresholds.zoneOf(value).ordinal();
      zones.set(zone, zones.get(zone) + 1);
      if (value instanceof GlucoseValue.Measured(Glucose glucose)) {
        double mgdl = glucose.mgdl();
        measured++;
        sum += mgdl;
        squares += mgdl * mgdl;
        min = Double.isNaN(min) ? mgdl : Math.min(min, mgdl);
        max = Double.isNaN(max) ? mgdl : Math.max(max, mgdl);
      }
    }

    Summary summary(PatientId patient, CalendarSpan span) {
      Summary.Span unit =
          switch (span.unit()) {
            case HOUR -> Summary.Span.HOUR;
            case DAY -> Summary.Span.DAY;
          };
      return new Summary(patient, unit, span.from(), measured, sum, squares, min, max, zones);
    }
  }
}
