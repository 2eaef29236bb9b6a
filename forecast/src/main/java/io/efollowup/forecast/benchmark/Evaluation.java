package io.efollowup.forecast.benchmark;

import io.efollowup.forecast.ForecastModel;
import io.efollowup.forecast.Forecaster;
import io.efollowup.forecast.SubjectSeries;
import io.efollowup.forecast.TrainingData;
import io.efollowup.forecast.internal.Window;
import io.efollowup.forecast.quality.ForecastQuality;
import io.efollowup.forecast.quality.ForesightSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Trains one model for one seed of a suite and scores it on the test parts. Models never see more
 * of a test part than the history before each forecast.
 */
public final class Evaluation {
  private final List<PreparedSet> sets;
  private final Map<String, SplitParts> parts = new HashMap<>();
  private final int seed;
  private final int stride;

  /**
   * An evaluation of one seed.
   *
   * @param sets what is trained on or tested: all sets of the suite, unless none is pooled
   * @param splits the splits of this seed, at least one for each of those sets
   * @param stride points between two windows of a series; the first is after {@code max_input}
   *     points
   */
  public Evaluation(List<PreparedSet> sets, Map<String, Split> splits, int seed, int stride) {
    this.sets = List.copyOf(sets);
    this.seed = seed;
    this.stride = stride;
    for (PreparedSet set : sets) {
      String name = set.parameters().name();
      if (!splits.containsKey(name)) {
        throw new BenchmarkProblem(
            "the splits have no seed %d of %s; add it or ask for other seeds"
                .formatted(seed, name));
      }
      parts.put(name, SplitParts.of(set, splits.get(name)));
    }
  }

  /** The parts of a set of the suite. */
  public SplitParts parts(PreparedSet set) {
    return parts.get(set.parameters().name());
  }

  /** Trains a model as asked and scores it on these sets. */
  public List<Score> scores(ForecastModel model, TrainedOn training, List<PreparedSet> tested) {
    List<Score> scores = new ArrayList<>();
    trained(model, training, tested)
        .forEach(
            one -> {
              add(scores, one, training, TestPart.ID);
              add(scores, one, training, TestPart.OD);
            });
    return scores;
  }

  /**
   * Trains a model as asked and judges it on these sets at every point, whatever the stride is.
   *
   * @return one for each set, head of the model and test part that has a patient
   */
  public List<Judgement> judgements(
      ForecastModel model, TrainedOn training, List<PreparedSet> tested) {
    List<Judgement> judgements = new ArrayList<>();
    for (Trained one : trained(model, training, tested)) {
      for (TestPart part : TestPart.values()) {
        ForecastQuality quality =
            ForecastQuality.of(
                ForesightSource.ofPoints(one.forecaster()),
                series(one.set(), part),
                one.set().parameters().maxInput());
        if (quality.patients() > 0) {
          judgements.add(
              new Judgement(one.set().parameters().name(), training, one.name(), part, quality));
        }
      }
    }
    return judgements;
  }

  /** What came out of training, for one set: a forecaster and its name in tables. */
  private record Trained(PreparedSet set, String name, Forecaster forecaster) {}

  private List<Trained> trained(ForecastModel model, TrainedOn training, List<PreparedSet> tested) {
    Map<Integer, Forecaster> pooled = new HashMap<>();
    List<Trained> trained = new ArrayList<>();
    for (PreparedSet set : tested) {
      int lags = set.parameters().lagsOf(model);
      Forecaster forecaster =
          switch (training) {
            case OWN -> train(model, lags, parts(set).train());
            case POOLED -> pooled.computeIfAbsent(lags, n -> train(model, n, union()));
          };
      forecaster
          .variants(model.name())
          .forEach((name, variant) -> trained.add(new Trained(set, name, variant)));
    }
    return trained;
  }

  private List<SubjectSeries> series(PreparedSet set, TestPart part) {
    return switch (part) {
      case ID -> parts(set).seen();
      case OD -> parts(set).unseen();
    };
  }

  private List<SubjectSeries> union() {
    return sets.stream().flatMap(set -> parts(set).train().stream()).toList();
  }

  private Forecaster train(ForecastModel model, int lags, List<SubjectSeries> train) {
    int sources = 1 + sets.stream().mapToInt(PreparedSet::source).max().orElseThrow();
    return model.train(new TrainingData(train, sources), lags, seed);
  }

  private void add(List<Score> scores, Trained one, TrainedOn training, TestPart part) {
    PreparedSet set = one.set();
    List<Window> windows = Window.all(series(set, part), set.parameters().maxInput(), stride);
    if (windows.isEmpty()) {
      return;
    }
    WindowScores of = WindowScores.of(one.forecaster(), windows);
    for (Reduction reduction : Reduction.values()) {
      WindowScores.Errors errors = of.reduced(reduction);
      scores.add(
          new Score(
              set.parameters().name(),
              training,
              one.name(),
              part,
              OptionalInt.of(seed),
              reduction,
              errors.mse(),
              errors.mae(),
              of.windows()));
    }
  }
}
