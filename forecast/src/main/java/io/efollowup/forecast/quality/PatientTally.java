package io.efollowup.forecast.quality;

import io.efollowup.forecast.GlucoseRisk.Limit;
import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.forecast.History;
import io.efollowup.forecast.SubjectSeries;
import io.efollowup.forecast.quality.GlucoseEvents.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that is counted of one patient. */
final class PatientTally {
  /** Times ahead at which errors are measured, where a forecast reaches that far. */
  static final List<Integer> ERROR_MINUTES = List.of(15, 30, 45, 60, 120);

  /** Times within which events are foretold. */
  static final List<Integer> ALARM_MINUTES = List.of(30, 60);

  /** Points that follow every origin that is judged. */
  static final int POINTS_AFTER = AlarmTally.pointsAfter(steps(ALARM_MINUTES.getLast()));

  private final AlarmScale scale;
  private final List<ErrorTally> errors = new ArrayList<>();
  private final List<AlarmTally> alarms = new ArrayList<>();
  private long origins;
  private long silent;

  PatientTally(AlarmScale scale) {
    this.scale = scale;
    ERROR_MINUTES.forEach(minutes -> errors.add(new ErrorTally()));
    for (int i = 0; i < Limit.values().length; i++) {
      for (int minutes : ALARM_MINUTES) {
        scale.thresholds().forEach(threshold -> alarms.add(new AlarmTally(steps(minutes))));
      }
    }
  }

  private static int steps(int minutes) {
    return minutes / GlucoseSeries.STEP_MINUTES;
  }

  /** Judges what a source says at every point of a series that has {@code before} points. */
  void judge(ForesightSource source, SubjectSeries of, int before) {
    GlucoseSeries series = of.series();
    int first = before - 1;
    int count = series.length() - POINTS_AFTER - first;
    if (count <= 0) {
      return;
    }
    double[][] strengths = new double[Limit.values().length * ALARM_MINUTES.size()][count];
    for (int i = 0; i < count; i++) {
      History history = series.before(first + i + 1);
      Optional<Foresight> said = source.at(of.wearer(), history);
      said.ifPresent(foresight -> addErrors(series, history, foresight));
      origins++;
      silent += said.isPresent() ? 0 : 1;
      for (Limit limit : Limit.values()) {
        for (int time = 0; time < ALARM_MINUTES.size(); time++) {
          int minutes = ALARM_MINUTES.get(time);
          strengths[limit.ordinal() * ALARM_MINUTES.size() + time][i] =
              said.map(foresight -> foresight.strength(limit, minutes)).orElse(Double.NaN);
        }
      }
    }
    judgeAlarms(series, first, strengths);
  }

  private void addErrors(GlucoseSeries series, History history, Foresight said) {
    RateOfChange rate = RateOfChange.at(history);
    for (int time = 0; time < errors.size(); time++) {
      int step = steps(ERROR_MINUTES.get(time)) - 1;
      int point = history.length() + step;
      if (step < said.steps() && point < series.length()) {
        errors.get(time).add(series.mgdl(point), said.mgdl(step), rate);
      }
    }
  }

  private void judgeAlarms(GlucoseSeries series, int first, double[][] strengths) {
    for (Limit limit : Limit.values()) {
      List<Event> events = GlucoseEvents.of(series, limit);
      for (int time = 0; time < ALARM_MINUTES.size(); time++) {
        double[] said = strengths[limit.ordinal() * ALARM_MINUTES.size() + time];
        for (int i = 0; i < scale.thresholds().size(); i++) {
          alarms(limit, time, i)
              .judge(series, events, limit, first, said, scale.thresholds().get(i));
        }
      }
    }
  }

  void add(PatientTally other) {
    for (int i = 0; i < errors.size(); i++) {
      errors.get(i).add(other.errors.get(i));
    }
    for (int i = 0; i < alarms.size(); i++) {
      alarms.get(i).add(other.alarms.get(i));
    }
    origins += other.origins;
    silent += other.silent;
  }

  /** Errors at one of {@link #ERROR_MINUTES}, by its place there. */
  ErrorTally errors(int time) {
    return errors.get(time);
  }

  /**
   * Alarms by the place of the time in {@link #ALARM_MINUTES} and of the threshold in the scale.
   */
  AlarmTally alarms(Limit limit, int time, int threshold) {
    int thresholds = scale.thresholds().size();
    return alarms.get((limit.ordinal() * ALARM_MINUTES.size() + time) * thresholds + threshold);
  }

  /** How many forecasts were asked for. */
  long origins() {
    return origins;
  }

  /** How many of them were refused. */
  long silent() {
    return silent;
  }

  /** How long the patient was watched. */
  double days() {
    return origins * GlucoseSeries.STEP_MINUTES / 1440.0;
  }
}
