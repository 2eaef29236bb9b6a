package io.efollowup.forecast.benchmark;

import io.efollowup.forecast.ForecastModel;
import io.efollowup.forecast.Forecaster;
import io.efollowup.forecast.SubjectSeries;
import io.efollowup.forecast.TrainingData;
import io.efollowup.forecast.Wearer;
import io.efollowup.forecast.WearerTraits;
import io.efollowup.forecast.internal.Window;
import io.efollowup.forecast.outlook.OutlookModel;
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
  /** The name of the model of outlooks in tables. */
  public static final String OUTLOOK = "outlook";

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
      ForesightSource source = ForesightSource.ofPoints(one.forecaster());
      judge(judgements, source, one.set(), training, one.name());
    }
    return judgements;
  }

  /**
   * Trains the model of outlooks on the training parts of all sets, and judges its medians and its
   * risks. It keeps two fifths of the people for its calibration and its card.
   */
  public List<Judgement> outlookJudgements(List<PreparedSet> tested) {
    OutlookModel model = SplitOutlook.train(union(), seed);
    List<Judgement> judgements = new ArrayList<>();
    for (PreparedSet set : tested) {
      ForesightSource source = ForesightSource.ofRisks(model, SplitOutlook.profile(set.traits()));
      judge(judgements, source, set, TrainedOn.POOLED, OUTLOOK);
    }
    return judgements;
  }

  private void judge(
      List<Judgement> judgements,
      ForesightSource source,
      PreparedSet set,
      TrainedOn training,
      String model) {
    for (TestPart part : TestPart.values()) {
      ForecastQuality quality =
          ForecastQuality.of(source, series(set, part), set.parameters().maxInput());
      if (quality.patients() > 0) {
        judgements.add(new Judgement(set.parameters().name(), training, model, part, quality));
      }
    }
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
            case OTHERS -> train(model, lags, strangers(set));
          };
      boolean unknown = training == TrainedOn.OTHERS;
      forecaster
          .variants(model.name())
          .forEach(
              (name, variant) ->
                  trained.add(new Trained(set, name, unknown ? ofUnknown(variant) : variant)));
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
