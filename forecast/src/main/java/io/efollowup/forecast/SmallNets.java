package io.efollowup.forecast;

import io.efollowup.forecast.internal.MeanAndMedian;
import io.efollowup.forecast.internal.NetShape;
import io.efollowup.forecast.internal.NetTraining;
import io.efollowup.forecast.internal.PatternShape;
import io.efollowup.forecast.internal.Standardisation;
import io.efollowup.forecast.internal.TrainingPlan;
import io.efollowup.forecast.internal.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Unlike small nets averaged, each with a head for the mean and one for the median. Some follow
 * their cases closely, the others are kept from it; the more there was to learn from of a wearer's
 * kind (all whose traits are the same), the more the former say. One configuration for all data
 * sets.
 */
final class SmallNets implements ForecastModel {
  private static final float ROUNDED_MGDL = 1;
  private static final int HIDDEN = 96;
  private static final List<Kind> KINDS =
      List.of(
          new Kind(true, true, true, new TrainingPlan(10, 1e-3f, 3e-3)),
          new Kind(false, false, false, TrainingPlan.USUAL));

  /** With as many windows of a kind, both groups have equal shares. */
  private static final double EVEN_WINDOWS = 10_000;

  /** The share of the close nets for a wearer of a kind that was not trained on. */
  private static final double UNKNOWN_SHARE = 0.5;

  private static final long SEED_STEP = 1_000_003;
  private static final MeanAndMedian LOSS =
      new MeanAndMedian(Forecaster.STEPS, ROUNDED_MGDL / NetCases.SCALE_MGDL);

  @Override
  public String name() {
    return "net";
  }

  @Override
  public int lags(int suiteLags) {
    return Features.LAGS;
  }

  @Override
  public Nets train(TrainingData data, int lags, long seed) {
    List<Window> windows = Window.all(data.parts(), lags, 1);
    TraitInputs traits = TraitInputs.of(data.parts());
    List<Trained> nets = new ArrayList<>();
    for (Kind kind : KINDS) {
      nets.add(one(kind, traits, windows, seed + SEED_STEP * nets.size()));
    }
    return new Nets(List.copyOf(nets), closeShares(windows));
  }

  private static Map<WearerTraits, Double> closeShares(List<Window> windows) {
    Map<WearerTraits, Double> counts = new HashMap<>();
    for (Window window : windows) {
      counts.merge(window.of().wearer().traits(), 1.0, Double::sum);
    }
    counts.replaceAll((traits, count) -> count / (count + EVEN_WINDOWS));
    return Map.copyOf(counts);
  }

  private static Trained one(Kind kind, TraitInputs traits, List<Window> windows, long seed) {
    Features features = new Features(traits, kind.timeOfDay(), kind.patterns());
    NetCases cases = NetCases.of(features, windows, seed);
    Standardisation standard = Standardisation.of(cases.x());
    for (float[] one : cases.x()) {
      standard.apply(one);
    }
    NetTraining training = new NetTraining(cases.x(), cases.y(), cases.importance(), LOSS);
    int inputs = features.inputs();
    UnaryOperator<float[]> net =
        kind.patterns()
            ? training.train(
                    new PatternShape(inputs, Features.CHANGES, HIDDEN, LOSS.outputs()),
                    kind.plan(),
                    seed)
                ::outputs
            : training.train(new NetShape(inputs, HIDDEN, LOSS.outputs()), kind.plan(), seed)
                ::outputs;
    return new Trained(kind, features, standard, net);
  }

  /**
   * What makes nets unlike, beside their first weights.
   *
   * @param close whether it may follow its cases closely
   * @param patterns whether it has convolutions too
   */
  private record Kind(boolean close, boolean timeOfDay, boolean patterns, TrainingPlan plan) {
    static long count(boolean close) {
      return KINDS.stream().filter(kind -> kind.close() == close).count();
    }
  }

  /** One net and what belongs to it. */
  private record Trained(
      Kind kind, Features features, Standardisation standard, UnaryOperator<float[]> net) {
    float[] outputs(WearerTraits wearer, History history) {
      return net.apply(standard.apply(features.of(wearer, history)));
    }
  }

  /** The nets together. */
  record Nets(List<Trained> nets, Map<WearerTraits, Double> closeShares) implements TwoHeaded {
    @Override
    public Heads heads(Wearer wearer, History history) {
      double close = closeShares.getOrDefault(wearer.traits(), UNKNOWN_SHARE);
      Heads heads = Heads.zero();
      for (Trained one : nets) {
        float[] outputs = one.outputs(wearer.traits(), history);
        boolean isClose = one.kind().close();
        double share = (isClose ? close : 1 - close) / Kind.count(isClose);
        for (int step = 0; step < STEPS; step++) {
          heads.mean()[step] += share * mgdl(history, outputs[step]);
          heads.median()[step] += share * mgdl(history, outputs[STEPS + step]);
        }
      }
      return heads;
    }

    private static double mgdl(History history, float output) {
      return history.last() + NetCases.SCALE_MGDL * output;
    }
  }
}
