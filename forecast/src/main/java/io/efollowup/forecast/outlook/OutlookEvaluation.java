package io.efollowup.forecast.outlook;

import io.efollowup.forecast.ForecastStep;
import io.efollowup.forecast.ForecastStep.Interval;
import io.efollowup.forecast.GlucoseRisk;
import io.efollowup.forecast.Outlook;
import io.efollowup.forecast.ProbabilisticForecaster;
import io.efollowup.forecast.Prognosis;
import io.efollowup.forecast.RecentGlucose;
import io.efollowup.forecast.outlook.Tallies.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures forecasters on people they do not know, through the interface that the platform uses:
 * how often intervals hold what comes, how wide they are, how far off mean and median are, and
 * whether risks happen as often as they say. Not thread-safe.
 */
public final class OutlookEvaluation {
  private static final int[] SHOWN_MINUTES = {30, 60, 120};
  private static final String ALL = "all";
  private static final double[] BINS = {0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1};

  private final Tallies tallies = new Tallies();
  private final List<Condition> conditions;
  private final int stride;
  private final int otherStride;

  /**
   * An evaluation.
   *
   * @param stride readings between two forecasts of the first condition; the others take three
   *     times as many
   */
  public OutlookEvaluation(List<Condition> conditions, int stride) {
    this.conditions = List.copyOf(conditions);
    this.stride = stride;
    this.otherStride = 3 * stride;
  }

  /** Forecasts for these people, none of whom the forecaster has seen. */
  public void add(ProbabilisticForecaster forecaster, List<TrainingSubject> subjects) {
    for (TrainingSubject subject : subjects) {
      Readings all =
          Readings.of(subject.trace(), 0, subject.trace().size(), subject.wearer().range());
      for (Condition condition : conditions) {
        int step = condition == conditions.getFirst() ? stride : otherStride;
        for (int i = 2; i < all.size(); i += step) {
          add(forecaster, subject, all, i, condition);
        }
      }
    }
  }

  /** What was measured so far. */
  public List<Measure> measures(long seed) {
    return tallies.measures(seed);
  }

  private void add(
      ProbabilisticForecaster forecaster,
      TrainingSubject subject,
      Readings all,
      int last,
      Condition condition) {
    long origin = all.seconds()[last] + 60L * condition.ageMinutes();
    Outlook outlook =
        forecaster.outlook(
            new RecentGlucose(
                condition.history(subject.trace(), last),
                Instant.ofEpochSecond(origin).atOffset(subject.offset()),
                condition.wearer(subject.wearer())));
    Sink sink = new Sink(subject, condition, strata(subject, all, last));
    sink.all("refused", "", ALL, outlook instanceof Prognosis ? 0 : 1, 1);
    if (outlook instanceof Prognosis prognosis) {
      values(sink, prognosis, all, origin);
      risks(sink, prognosis, all, last, origin);
    }
  }

  private static List<String> strata(TrainingSubject subject, Readings all, int last) {
    List<String> strata = new ArrayList<>(List.of(ALL));
    strata.add(List.of("below-70", "70-180", "above-180").get(Strata.region(all.mgdl()[last])));
    long local = all.seconds()[last] + subject.offset().getTotalSeconds();
    if (Strata.isNight((int) (Math.floorMod(local, 86_400L) / 60))) {
      strata.add("night");
    }
    return strata;
  }

  private void values(Sink sink, Prognosis prognosis, Readings all, long origin) {
    Sums sums = new Sums();
    for (ForecastStep step : prognosis.steps()) {
      double came = Truth.at(all, origin + 60L * step.minutes());
      if (!Double.isNaN(came)) {
        sums.add(step, came);
      }
    }
    sink.add("", sums);
    for (int minutes : SHOWN_MINUTES) {
      double came = Truth.at(all, origin + 60L * minutes);
      if (!Double.isNaN(came)) {
        Sums one = new Sums();
        one.add(prognosis.at(minutes), came);
        sink.add(Integer.toString(minutes), one);
      }
    }
  }

  private void risks(Sink sink, Prognosis prognosis, Readings all, int last, long origin) {
    for (GlucoseRisk risk : prognosis.risks()) {
      long until = origin + 60L * risk.withinMinutes();
      double passed = Truth.passed(all, risk.limit().ordinal(), all.seconds()[last], until);
      if (Double.isNaN(passed)) {
        continue;
      }
      String limit = risk.limit().name().toLowerCase(Locale.ROOT).replace('_', '-');
      String minutes = Integer.toString(risk.withinMinutes());
      double miss = risk.probability() - passed;
      sink.all("brier", limit, minutes, miss * miss, 1);
      sink.all("rate", limit, minutes, passed, 1);
      sink.first("predicted", limit + " " + bin(risk.probability()), minutes, risk.probability());
      sink.first("observed", limit + " " + bin(risk.probability()), minutes, passed);
    }
  }

  private static String bin(double probability) {
    int bin = 0;
    while (probability > BINS[bin] && bin < BINS.length - 1) {
      bin++;
    }
    return "%s-%s".formatted(bin == 0 ? "0" : BINS[bin - 1], BINS[bin]);
  }

  /** What the steps of one forecast come to. */
  private static final class Sums {
    private final double[] held = new double[3];
    private final double[] width = new double[3];
    private double absolute;
    private double squared;
    private int count;

    void add(ForecastStep step, double came) {
      List<Interval> intervals = List.of(step.central50(), step.central80(), step.central95());
      for (int i = 0; i < held.length; i++) {
        held[i] += intervals.get(i).holds(came) ? 1 : 0;
        width[i] += intervals.get(i).width();
      }
      absolute += Math.abs(step.medianMgdl() - came);
      squared += (step.meanMgdl() - came) * (step.meanMgdl() - came);
      count++;
    }
  }

  /** Where the sums of one case go. */
  private final class Sink {
    private static final List<String> LEVELS = List.of("50", "80", "95");
    private final TrainingSubject subject;
    private final Condition condition;
    private final List<String> strata;
    private final String person;

    Sink(TrainingSubject subject, Condition condition, List<String> strata) {
      this.subject = subject;
      this.condition = condition;
      this.strata = strata;
      this.person = subject.dataset() + '/' + subject.person();
    }

    void add(String minutes, Sums sums) {
      if (sums.count == 0) {
        return;
      }
      String shown = minutes.isEmpty() ? ALL : minutes;
      for (int i = 0; i < LEVELS.size(); i++) {
        all("coverage", LEVELS.get(i), shown, sums.held[i], sums.count);
        all("width", LEVELS.get(i), shown, sums.width[i], sums.count);
      }
      all("mae", "median", shown, sums.absolute, sums.count);
      all("rmse", "mean", shown, sums.squared, sums.count);
    }

    void all(String measure, String level, String minutes, double sum, double count) {
      for (String stratum : strata) {
        put(ALL, stratum, measure, level, minutes, sum, count);
        if (condition == conditions.getFirst()) {
          put(subject.dataset(), stratum, measure, level, minutes, sum, count);
        }
      }
    }

    void first(String measure, String level, String minutes, double sum) {
      if (condition == conditions.getFirst()) {
        put(ALL, ALL, measure, level, minutes, sum, 1);
      }
    }

    private void put(
        String dataset,
        String stratum,
        String measure,
        String level,
        String minutes,
        double sum,
        double count) {
      tallies.add(
          new Key(dataset, condition.text(), stratum, measure, level, minutes), person, sum, count);
    }
  }
}
