package io.efollowup.forecast.benchmark;

import io.efollowup.forecast.ForecastModel;
import io.efollowup.forecast.Forecaster;
import io.efollowup.forecast.SubjectSeries;
import io.efollowup.forecast.TrainingData;
import io.efollowup.forecast.Wearer;
import io.efollowup.forecast.WearerTraits;
import io.efollowup.forecast.internal.Window;
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
    Map<Integer, Forecaster> pooled = new HashMap<>();
    List<Score> scores = new ArrayList<>();
    for (PreparedSet set : tested) {
      int lags = model.lags(set.parameters().lags());
      if (lags > set.parameters().maxInput()) {
        throw new BenchmarkProblem(
            "%s needs %d points before a forecast; max_input of %s is %d"
                .formatted(
                    model.name(), lags, set.parameters().name(), set.parameters().maxInput()));
      }
      Forecaster forecaster =
          switch (training) {
            case OWN -> train(model, lags, parts(set).train());
            case POOLED -> pooled.computeIfAbsent(lags, n -> train(model, n, union()));
            case OTHERS -> train(model, lags, strangers(set));
          };
      boolean unknown = training == TrainedOn.OTHERS;
      forecaster
          .variants(model.name())
          .forEach(
              (name, variant) -> {
                Forecaster asked = unknown ? ofUnknown(variant) : variant;
                add(scores, set, training, name, TestPart.ID, asked);
                add(scores, set, training, name, TestPart.OD, asked);
              });
    }
    return scores;
  }

  private List<SubjectSeries> union() {
    return sets.stream().flatMap(set -> parts(set).train().stream()).toList();
  }

  /** The training parts of the other sets, as of one source. */
  private List<SubjectSeries> strangers(PreparedSet set) {
    List<SubjectSeries> others =
        union().stream()
            .filter(part -> part.wearer().source() != set.source())
            .map(part -> new SubjectSeries(anonymous(part.wearer().traits()), part.series()))
            .toList();
    if (others.isEmpty()) {
      throw new BenchmarkProblem("the suite has no other data set to train on");
    }
    return others;
  }

  private static Forecaster ofUnknown(Forecaster forecaster) {
    return (wearer, history) -> forecaster.forecast(anonymous(WearerTraits.UNKNOWN), history);
  }

  private static Wearer anonymous(WearerTraits traits) {
    return new Wearer(0, 0, traits);
  }

  private Forecaster train(ForecastModel model, int lags, List<SubjectSeries> train) {
    int sources = 1 + sets.stream().mapToInt(PreparedSet::source).max().orElseThrow();
    return model.train(new TrainingData(train, sources), lags, seed);
  }

  private void add(
      List<Score> scores,
      PreparedSet set,
      TrainedOn training,
      String model,
      TestPart part,
      Forecaster forecaster) {
    List<SubjectSeries> series =
        switch (part) {
          case ID -> parts(set).seen();
          case OD -> parts(set).unseen();
        };
    List<Window> windows = Window.all(series, set.parameters().maxInput(), stride);
    if (windows.isEmpty()) {
      return;
    }
    WindowScores of = WindowScores.of(forecaster, windows);
    for (Reduction reduction : Reduction.values()) {
      WindowScores.Errors errors = of.reduced(reduction);
      scores.add(
          new Score(
              set.parameters().name(),
              training,
              model,
              part,
              OptionalInt.of(seed),
              reduction,
              errors.mse(),
              errors.mae(),
              of.windows()));
    }
  }
}
