package io.efollowup.monitor.internal;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.monitor.core.CalendarSpan;
import io.efollowup.record.PatientId;
import io.efollowup.record.Summary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A summary that readings later than all of its own can be added to without reading those again.
 * Adding in order of time gives bit for bit what recomputing gives.
 *
 * @param span what it covers
 * @param thresholds limits its zones were counted by
 * @param newest time of its latest reading, epoch seconds; the least number when there is none
 * @param summary the figures
 */
public record RunningSummary(
    CalendarSpan span, GlucoseThresholds thresholds, long newest, Summary summary) {

  static RunningSummary of(
      PatientId patient, CalendarSpan span, GlucoseThresholds thresholds, GlucoseTrace trace) {
    var sums = new Sums(new ArrayList<>(Collections.nCopies(GlucoseZone.values().length, 0)));
    for (int i = 0; i < trace.size(); i++) {
      sums.add(trace.value(i), thresholds);
    }
    long newest = trace.isEmpty() ? Long.MIN_VALUE : trace.epochSecond(trace.size() - 1);
    return new RunningSummary(span, thresholds, newest, sums.summary(patient, span));
  }

  /** Whether these readings, in order of time, can be added. */
  boolean takes(CalendarSpan wanted, GlucoseThresholds by, List<GlucoseReading> readings) {
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

  RunningSummary with(List<GlucoseReading> readings) {
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
