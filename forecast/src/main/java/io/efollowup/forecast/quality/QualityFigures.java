package io.efollowup.forecast.quality;

import io.efollowup.forecast.GlucoseRisk.Limit;
import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.forecast.quality.ErrorTally.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** Makes figures of what was counted of each patient. */
final class QualityFigures {
  private static final List<Quartile> QUARTILES =
      List.of(
          new Quartile("lead-q1", 0.25),
          new Quartile("lead-median", 0.5),
          new Quartile("lead-q3", 0.75));

  /** A quarter of an hour: time to eat something that works. */
  private static final int EARLY_STEPS = 15 / GlucoseSeries.STEP_MINUTES;

  private final AlarmScale scale;
  private final List<PatientTally> patients;
  private final Bootstrap bootstrap;
  private final List<QualityFigure> figures = new ArrayList<>();

  private record Quartile(String measure, double share) {}

  QualityFigures(AlarmScale scale, List<PatientTally> patients, long seed) {
    this.scale = scale;
    this.patients = patients;
    this.bootstrap = new Bootstrap(patients.size(), seed);
  }

  List<QualityFigure> all() {
    addSilence();
    for (int time = 0; time < PatientTally.ERROR_MINUTES.size(); time++) {
      addErrors(time);
      addZones(time);
    }
    for (Limit limit : Limit.values()) {
      for (int time = 0; time < PatientTally.ALARM_MINUTES.size(); time++) {
        for (int threshold = 0; threshold < scale.thresholds().size(); threshold++) {
          addAlarms(limit, time, threshold);
        }
      }
    }
    return List.copyOf(figures);
  }

  /** How many of the forecasts asked for were not made, in percent. */
  private void addSilence() {
    double[] asked = of(PatientTally::origins);
    ratio(of(PatientTally::silent), asked, share -> 100 * share, sum(asked))
        .ifPresent(
            estimate ->
                figures.add(
                    new QualityFigure(0, "no-forecast", "all", OptionalDouble.empty(), estimate)));
  }

  private void addErrors(int time) {
    for (int group = 0; group < ErrorTally.GROUPS.size(); group++) {
      addError(time, group, "bias", Sum.ERROR, sum -> sum);
      addError(time, group, "mae", Sum.ABSOLUTE, sum -> sum);
      addError(time, group, "rmse", Sum.SQUARED, Math::sqrt);
      addError(time, group, "mard", Sum.RELATIVE, sum -> 100 * sum);
    }
  }

  private void addError(int time, int group, String measure, Sum sum, DoubleUnaryOperator then) {
    double[] counts = of(tally -> tally.errors(time).sum(group, Sum.COUNT));
    double[] sums = of(tally -> tally.errors(time).sum(group, sum));
    ratio(sums, counts, then, sum(counts))
        .ifPresent(
            estimate ->
                figures.add(
                    new QualityFigure(
                        PatientTally.ERROR_MINUTES.get(time),
                        measure,
                        ErrorTally.GROUPS.get(group),
                        OptionalDouble.empty(),
                        estimate)));
  }

  private void addZones(int time) {
    double[] counts = of(tally -> tally.errors(time).sum(0, Sum.COUNT));
    for (ErrorGrid grid : ErrorGrid.values()) {
      for (ErrorZone zone : ErrorZone.values()) {
        double[] in = of(tally -> tally.errors(time).in(grid, zone));
        ratio(in, counts, share -> 100 * share, sum(in))
            .ifPresent(
                estimate ->
                    figures.add(
                        new QualityFigure(
                            PatientTally.ERROR_MINUTES.get(time),
                            grid.text(),
                            zone.name(),
                            OptionalDouble.empty(),
                            estimate)));
      }
    }
  }

  private void addAlarms(Limit limit, int time, int threshold) {
    double[] events = of(tally -> tally.alarms(limit, time, threshold).events());
    double[] right = of(tally -> tally.alarms(limit, time, threshold).trueAlarms(0));
    double[] wrong = of(tally -> tally.alarms(limit, time, threshold).falseAlarms());
    double[] raised = new double[right.length];
    for (int i = 0; i < raised.length; i++) {
      raised[i] = right[i] + wrong[i];
    }
    DoubleUnaryOperator same = share -> share;
    add(limit, time, threshold, "recall", ratio(right, events, same, sum(events)));
    double[] early = of(tally -> tally.alarms(limit, time, threshold).trueAlarms(EARLY_STEPS));
    add(limit, time, threshold, "recall-15", ratio(early, events, same, sum(events)));
    add(limit, time, threshold, "precision", ratio(right, raised, same, sum(raised)));
    add(
        limit,
        time,
        threshold,
        "false-alarms-per-day",
        ratio(wrong, of(PatientTally::days), same, sum(wrong)));
    for (Quartile quartile : QUARTILES) {
      ToDoubleFunction<int[]> lead = times -> lead(times, limit, time, threshold, quartile.share());
      add(limit, time, threshold, quartile.measure(), estimate(lead, right, sum(right)));
    }
  }

  private void add(
      Limit limit, int time, int threshold, String measure, Optional<Estimate> estimate) {
    estimate.ifPresent(
        found ->
            figures.add(
                new QualityFigure(
                    PatientTally.ALARM_MINUTES.get(time),
                    measure,
                    limit.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    OptionalDouble.of(scale.thresholds().get(threshold)),
                    found)));
  }

  /** The time between alarm and event that a share of the true alarms has at most, in minutes. */
  private double lead(int[] times, Limit limit, int time, int threshold, double share) {
    long[] sums = new long[0];
    long all = 0;
    for (int i = 0; i < times.length; i++) {
      long[] leads = patients.get(i).alarms(limit, time, threshold).leads();
      sums = sums.length == 0 ? new long[leads.length] : sums;
      for (int steps = 0; steps < leads.length; steps++) {
        sums[steps] += times[i] * leads[steps];
        all += times[i] * leads[steps];
      }
    }
    long below = 0;
    for (int steps = 0; steps < sums.length; steps++) {
      below += sums[steps];
      if (below > 0 && below >= share * all) {
        return (double) steps * GlucoseSeries.STEP_MINUTES;
      }
    }
    return Double.NaN;
  }

  private double[] of(ToDoubleFunction<PatientTally> figure) {
    return patients.stream().mapToDouble(figure).toArray();
  }

  private static long sum(double[] counts) {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    return Math.round(sum);
  }

  /** One sum over another, empty where the other is nothing. */
  private Optional<Estimate> ratio(
      double[] over, double[] under, DoubleUnaryOperator then, long count) {
    return estimate(times -> then.applyAsDouble(ratio(times, over, under)), under, count);
  }

  private static double ratio(int[] times, double[] over, double[] under) {
    double above = 0;
    double below = 0;
    for (int i = 0; i < times.length; i++) {
      above += times[i] * over[i];
      below += times[i] * under[i];
    }
    return below > 0 ? above / below : Double.NaN;
  }

  /** A figure with its interval; empty where no patient has anything to do with it. */
  private Optional<Estimate> estimate(
      ToDoubleFunction<int[]> figure, double[] concerned, long count) {
    int number = 0;
    for (double weight : concerned) {
      number += weight > 0 ? 1 : 0;
    }
    if (number == 0) {
      return Optional.empty();
    }
    Optional<Estimate.Interval> interval =
        number < 2 ? Optional.empty() : bootstrap.interval(figure);
    return Optional.of(new Estimate(bootstrap.value(figure), interval, count, number));
  }
}
