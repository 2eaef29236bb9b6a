package io.efollowup.forecast.benchmark;

import io.efollowup.forecast.ForecastModel;
import io.efollowup.forecast.Forecaster;
import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.forecast.SubjectSeries;
import io.efollowup.forecast.TrainingData;
import io.efollowup.forecast.Wearer;
import io.efollowup.forecast.benchmark.TimedScore.Points;
import io.efollowup.forecast.internal.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The protocol under which figures on the Shanghai data are published (GlucoFM-Bench, 2026): each
 * subject's last fifth of the time is the test, on a grid of five minutes, every point a window,
 * errors at one step ahead, averaged over subjects. Immutable.
 */
public final class TimedEvaluation {
  private static final List<Integer> MINUTES = List.of(30, 60);

  private final List<TimedSet> sets;

  /** Of these sets; all of them are what pooled training is on. */
  public TimedEvaluation(List<TimedSet> sets) {
    this.sets = List.copyOf(sets);
  }

  /** Trains a model with a seed and scores it on every set. */
  public List<TimedScore> scores(ForecastModel model, TrainedOn training, int seed) {
    Map<Integer, Forecaster> pooled = new HashMap<>();
    List<TimedScore> scores = new ArrayList<>();
    for (TimedSet set : sets) {
      int lags = set.set().parameters().lagsOf(model);
      Forecaster forecaster =
          switch (training) {
            case OWN -> train(model, lags, set.train(), seed);
            case POOLED -> pooled.computeIfAbsent(lags, n -> train(model, n, union(), seed));
            case OTHERS -> throw new BenchmarkProblem("subjects are not split between the sets");
          };
      forecaster
          .variants(model.name())
          .forEach(
              (name, variant) -> {
                for (Errors errors : errors(set, variant)) {
                  errors.score(set, training, name, seed).ifPresent(scores::add);
                }
              });
    }
    return scores;
  }

  private List<SubjectSeries> union() {
    return sets.stream().flatMap(set -> set.train().stream()).toList();
  }

  private Forecaster train(ForecastModel model, int lags, List<SubjectSeries> train, int seed) {
    int sources = 1 + sets.stream().mapToInt(set -> set.set().source()).max().orElseThrow();
    return model.train(new TrainingData(train, sources), lags, seed);
  }

  private static List<Errors> errors(TimedSet set, Forecaster forecaster) {
    List<Errors> all = new ArrayList<>();
    for (Points points : Points.values()) {
      MINUTES.forEach(minutes -> all.add(new Errors(points, minutes, new LinkedHashMap<>())));
    }
    for (Window window : Window.all(set.test(), set.set().parameters().maxInput(), 1)) {
      double[] forecast = forecaster.forecast(window.of().wearer(), window.history());
      for (Errors errors : all) {
        errors.add(set, window, forecast);
      }
    }
    return all;
  }

  /** Count, squared and absolute errors of each subject. */
  private record Errors(Points points, int minutes, Map<Wearer, double[]> sums) {
    void add(TimedSet set, Window window, double[] forecast) {
      int step = minutes / GlucoseSeries.STEP_MINUTES - 1;
      if (points == Points.READINGS
          && !(set.isReading(window, window.next() - 1)
              && set.isReading(window, window.next() + step))) {
        return;
      }
      double error = window.came(step) - forecast[step];
      double[] of = sums.computeIfAbsent(window.of().wearer(), wearer -> new double[3]);
      of[0]++;
      of[1] += error * error;
      of[2] += Math.abs(error);
    }

    Optional<TimedScore> score(TimedSet set, TrainedOn training, String model, int seed) {
      if (sums.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new TimedScore(
              set.set().parameters().name(),
              training,
              model,
              points,
              OptionalInt.of(seed),
              minutes,
              mean(of -> Math.sqrt(of[1] / of[0])),
              mean(of -> of[2] / of[0]),
              sums.size(),
              (int) sums.values().stream().mapToDouble(of -> of[0]).sum()));
    }

    private double mean(ToDoubleFunction<double[]> figure) {
      return sums.values().stream().mapToDouble(figure).average().orElseThrow();
    }
  }

  private record Cell(
      String dataset, TrainedOn training, String model, Points points, int minutes) {}

  /** The averages over the seeds, in the order of the cells. */
  public static List<TimedScore> averages(List<TimedScore> scores) {
    Map<Cell, List<TimedScore>> cells =
        scores.stream()
            .collect(
                Collectors.groupingBy(
                    score ->
                        new Cell(
                            score.dataset(),
                            score.training(),
                            score.model(),
                            score.points(),
                            score.minutes()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return cells.values().stream().map(TimedEvaluation::average).toList();
  }

  private static TimedScore average(List<TimedScore> scores) {
    TimedScore first = scores.getFirst();
    return new TimedScore(
        first.dataset(),
        first.training(),
        first.model(),
        first.points(),
        OptionalInt.empty(),
        first.minutes(),
        scores.stream().mapToDouble(TimedScore::rmse).average().orElseThrow(),
        scores.stream().mapToDouble(TimedScore::mae).average().orElseThrow(),
        first.subjects(),
        scores.stream().mapToInt(TimedScore::windows).sum());
  }
}
