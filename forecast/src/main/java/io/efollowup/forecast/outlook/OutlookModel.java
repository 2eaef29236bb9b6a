package io.efollowup.forecast.outlook;

import io.efollowup.forecast.ForecastStep;
import io.efollowup.forecast.ForecastStep.Interval;
import io.efollowup.forecast.GlucoseRisk;
import io.efollowup.forecast.NoPrognosis;
import io.efollowup.forecast.Outlook;
import io.efollowup.forecast.ProbabilisticForecaster;
import io.efollowup.forecast.Prognosis;
import io.efollowup.forecast.RecentGlucose;
import io.efollowup.glucose.GlucoseTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A trained model: a net with a head for each quantile, the mean and each risk, and its
 * calibration. Values are forecast at steps after the last reading; a prognosis reads them at its
 * own times, so older data gives wider intervals. Values stay within 20 to 600 mg/dL: an interval
 * narrows with distance or age only where one of its ends is held there. Immutable; may be used by
 * many threads.
 */
public final class OutlookModel implements ProbabilisticForecaster {
  private static final double LOWEST_MGDL = 20;
  private static final double HIGHEST_MGDL = 600;

  private final OutlookNet net;
  private final IntervalCalibration intervals;
  private final RiskCalibration risks;
  private final ModelCard card;

  OutlookModel(
      OutlookNet net, IntervalCalibration intervals, RiskCalibration risks, ModelCard card) {
    this.net = net;
    this.intervals = intervals;
    this.risks = risks;
    this.card = card;
  }

  /** What it was trained on, how, and what it is worth. */
  public ModelCard card() {
    return card;
  }

  OutlookNet net() {
    return net;
  }

  IntervalCalibration intervals() {
    return intervals;
  }

  RiskCalibration risks() {
    return risks;
  }

  /** The same model with another card. */
  OutlookModel with(ModelCard other) {
    return new OutlookModel(net, intervals, risks, other);
  }

  @Override
  public Outlook outlook(RecentGlucose recent) {
    Instant origin = recent.at().toInstant();
    long second = origin.getEpochSecond();
    OptionalInt cadence = recent.wearer().traits().cadenceMinutes();
    Readings readings = readings(recent, second);
    Optional<NoPrognosis> refusal = Look.tooLittle(readings, second, cadence);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Look look = Look.of(readings, cadence, recent.at().getOffset().getTotalSeconds());
    float[] outputs = net.outputs(look, recent.wearer().traits());
    double age = (second - readings.seconds()[readings.size() - 1]) / 60.0;
    return new Prognosis(
        origin,
        steps(outputs, look, age),
        risks(outputs, age),
        Look.basis(readings, second, cadence));
  }

  /** The readings up to the origin that are looked at. */
  private static Readings readings(RecentGlucose recent, long second) {
    GlucoseTrace trace = recent.readings();
    int to = trace.firstNotBefore(Instant.ofEpochSecond(second + 1));
    long last = to == 0 ? second : trace.epochSecond(to - 1);
    int from = trace.firstNotBefore(Instant.ofEpochSecond(Look.reach(last)));
    return Readings.of(trace, last < Look.reach(second) ? to : from, to, recent.wearer().range());
  }

  private List<ForecastStep> steps(float[] outputs, Look look, double age) {
    float[] medians = new float[Heads.STEPS];
    float[][] distances = intervals.distances(outputs, Strata.of(look), medians);
    double last = look.mgdl()[0];
    List<ForecastStep> steps = new ArrayList<>(Prognosis.STEPS);
    double[] q = new double[Heads.LEVELS.length];
    for (int step = 0; step < Prognosis.STEPS; step++) {
      double place = step + age / Heads.STEP_MINUTES;
      int before = Math.min((int) place, Heads.STEPS - 2);
      double share = place - before;
      double median = between(medians[before], medians[before + 1], share);
      for (int level = 0; level < q.length; level++) {
        double distance = between(distances[level][before], distances[level][before + 1], share);
        q[level] = possible(last, level < Heads.MEDIAN ? median - distance : median + distance);
      }
      int mean = Heads.MEAN * Heads.STEPS + before;
      steps.add(
          new ForecastStep(
              (step + 1) * Prognosis.STEP_MINUTES,
              possible(last, between(outputs[mean], outputs[mean + 1], share)),
              q[Heads.MEDIAN],
              new Interval(q[2], q[4]),
              new Interval(q[1], q[5]),
              new Interval(q[0], q[6])));
    }
    return steps;
  }

  private static double between(double before, double after, double share) {
    return before + share * (after - before);
  }

  /** A change as a value that a sensor can report. */
  private static double possible(double last, double change) {
    return Math.clamp(last + Heads.SCALE_MGDL * change, LOWEST_MGDL, HIGHEST_MGDL);
  }

  private List<GlucoseRisk> risks(float[] outputs, double age) {
    int horizons = GlucoseRisk.HORIZONS_MINUTES.size();
    double[][] found = new double[Heads.LIMITS.length][horizons];
    for (int limit = 0; limit < found.length; limit++) {
      double[] knots = risks.probabilities(outputs, limit);
      for (int horizon = 0; horizon < horizons; horizon++) {
        found[limit][horizon] = at(knots, GlucoseRisk.HORIZONS_MINUTES.get(horizon) + age);
      }
    }
    // Whoever passes the outer limit passes the inner one.
    for (int horizon = 0; horizon < horizons; horizon++) {
      found[0][horizon] = Math.min(found[0][horizon], found[1][horizon]);
      found[3][horizon] = Math.min(found[3][horizon], found[2][horizon]);
    }
    List<GlucoseRisk> all = new ArrayList<>();
    for (int limit = 0; limit < found.length; limit++) {
      for (int horizon = 0; horizon < horizons; horizon++) {
        all.add(
            new GlucoseRisk(
                Heads.LIMITS[limit],
                GlucoseRisk.HORIZONS_MINUTES.get(horizon),
                found[limit][horizon]));
      }
    }
    return all;
  }

  /**
   * A risk between its knots, never less for a longer time.
   *
   * @param knots by {@link Heads#RISK_MINUTES}, none less than the one before
   */
  static double at(double[] knots, double minutes) {
    int after = 1;
    while (after < knots.length - 1 && Heads.RISK_MINUTES[after] < minutes) {
      after++;
    }
    double from = Heads.RISK_MINUTES[after - 1];
    double share = Math.min(1, (minutes - from) / (Heads.RISK_MINUTES[after] - from));
    // Rounded, the line may end a digit above the knot where the next one begins.
    return Math.min(between(knots[after - 1], knots[after], share), knots[after]);
  }
}
