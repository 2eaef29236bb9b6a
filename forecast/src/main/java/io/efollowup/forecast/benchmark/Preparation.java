package io.efollowup.forecast.benchmark;

import io.efollowup.forecast.GlucoseSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Steps 3 to 5 of the protocol: segments, those long enough, resampled to five minutes. */
public final class Preparation {
  private Preparation() {}

  /**
   * Prepares a data set.
   *
   * @param source the set's number in its suite
   */
  public static PreparedSet of(DataSetParameters set, int source, List<RawReading> readings) {
    Map<String, List<RawReading>> bySubject = new HashMap<>();
    for (RawReading reading : readings) {
      bySubject.computeIfAbsent(reading.id(), id -> new ArrayList<>()).add(reading);
    }
    List<String> subjects = SubjectOrder.ascending(bySubject.keySet());
    List<Segment> segments = new ArrayList<>();
    int repeated = 0;
    for (int subject = 0; subject < subjects.size(); subject++) {
      List<RawReading> own = bySubject.get(subjects.get(subject));
      own.sort(Comparator.comparingLong(RawReading::minute));
      for (List<RawReading> run : runs(own, set.gapMinutes())) {
        if (run.size() >= set.minReadings()) {
          List<RawReading> distinct = withoutRepeats(run);
          repeated += run.size() - distinct.size();
          segments.add(new Segment(subject, resampled(distinct)));
        }
      }
    }
    return new PreparedSet(
        set, source, SensorTraits.of(set, readings), subjects, segments, repeated);
  }

  private static List<List<RawReading>> runs(List<RawReading> readings, int gapMinutes) {
    List<List<RawReading>> runs = new ArrayList<>();
    int begin = 0;
    for (int i = 1; i <= readings.size(); i++) {
      if (i == readings.size()
          || readings.get(i).minute() - readings.get(i - 1).minute() > gapMinutes) {
        runs.add(readings.subList(begin, i));
        begin = i;
      }
    }
    return runs;
  }

  private static List<RawReading> withoutRepeats(List<RawReading> run) {
    List<RawReading> distinct = new ArrayList<>(run.size());
    for (RawReading reading : run) {
      if (distinct.isEmpty() || distinct.getLast().minute() != reading.minute()) {
        distinct.add(reading);
      }
    }
    return distinct;
  }

  /** The straight line between neighbours, at every fifth minute from the first. */
  private static GlucoseSeries resampled(List<RawReading> run) {
    long first = run.getFirst().minute();
    long span = run.getLast().minute() - first;
    float[] mgdl = new float[Math.toIntExact(span / GlucoseSeries.STEP_MINUTES) + 1];
    int left = 0;
    for (int point = 0; point < mgdl.length; point++) {
      long minute = first + (long) GlucoseSeries.STEP_MINUTES * point;
      while (left + 1 < run.size() && run.get(left + 1).minute() <= minute) {
        left++;
      }
      mgdl[point] = between(run, left, minute);
    }
    return GlucoseSeries.of(first, mgdl);
  }

  private static float between(List<RawReading> run, int left, long minute) {
    RawReading before = run.get(left);
    if (before.minute() == minute) {
      return before.mgdl();
    }
    RawReading after = run.get(left + 1);
    double share = (double) (minute - before.minute()) / (after.minute() - before.minute());
    return (float) (before.mgdl() + share * ((double) after.mgdl() - before.mgdl()));
  }
}
