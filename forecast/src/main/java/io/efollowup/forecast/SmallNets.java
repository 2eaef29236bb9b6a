package io.efollowup.forecast;

import io.efollowup.forecast.internal.MeanAndMedian;
import io.efollowup.forecast.internal.NetShape;
import io.efollowup.forecast.internal.NetTraining;
import io.efollowup.forecast.internal.PatternShape;
import io.efollowup.forecast.internal.Standardisation;
import io.efollowup.forecast.internal.TrainingPlan;
import io.efollowup.forecast.internal.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Two unlike small nets, each with a head for the mean and one for the median. The close one, which
 * also looks for patterns, follows its cases closely; the plain one is kept from it. The more there
 * was to learn from of a wearer's kind (all whose traits are the same), the more the close one
 * says. One configuration for all data sets.
 */
final class SmallNets implements ForecastModel {
  private static final float ROUNDED_MGDL = 1;
  private static final int HIDDEN = 96;
  private static final TrainingPlan CLOSE = new TrainingPlan(10, 1e-3f, 3e-3);
  private static final TrainingPlan PLAIN = TrainingPlan.USUAL;

  /** With as many windows of a kind, both nets have equal shares. */
  private static final double EVEN_WINDOWS = 10_000;

  /** The share of the close net for a wearer of a kind that was not trained on. */
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
    return new Nets(
        close(new Features(traits, true, true), windows, seed),
        plain(new Features(traits, false, false), windows, seed + SEED_STEP),
        closeShares(windows));
  }

  private static Map<WearerTraits, Double> closeShares(List<Window> windows) {
    Map<WearerTraits, Double> counts = new HashMap<>();
    for (Window window : windows) {
      counts.merge(window.of().wearer().traits(), 1.0, Double::sum);
    }
    counts.replaceAll((traits, count) -> count / (count + EVEN_WINDOWS));
    return Map.copyOf(counts);
  }

  private static Trained close(Features features, List<Window> windows, long seed) {
    PatternShape shape =
        new PatternShape(features.inputs(), Features.CHANGES, HIDDEN, LOSS.outputs());
    return trained(
        features, windows, seed, training -> training.train(shape, CLOSE, seed)::outputs);
  }

  private static Trained plain(Features features, List<Window> windows, long seed) {
    NetShape shape = new NetShape(features.inputs(), HIDDEN, LOSS.outputs());
    return trained(
        features, windows, seed, training -> training.train(shape, PLAIN, seed)::outputs);
  }

  private static Trained trained(
      Features features,
      List<Window> windows,
      long seed,
      Function<NetTraining, UnaryOperator<float[]>> net) {
    NetCases cases = NetCases.of(features, windows, seed);
    Standardisation standard = Standardisation.of(cases.x());
    for (float[] one : cases.x()) {
      standard.apply(one);
    }
    NetTraining training = new NetTraining(cases.x(), cases.y(), cases.importance(), LOSS);
    return new Trained(features, standard, net.apply(training));
  }

  /** One net and what belongs to it. */
  record Trained(Features features, Standardisation standard, UnaryOperator<float[]> net) {
    private void add(Heads heads, double share, WearerTraits wearer, History history) {
      float[] outputs = net.apply(standard.apply(features.of(wearer, history)));
      for (int step = 0; step < Forecaster.STEPS; step++) {
        heads.mean()[step] += share * mgdl(history, outputs[step]);
        heads.median()[step] += share * mgdl(history, outputs[Forecaster.STEPS + step]);
      }
    }

    private static double mgdl(History history, float output) {
      return history.last() + NetCases.SCALE_MGDL * output;
    }
  }

  /** Both nets, and the share of the close one by kind of wearer. */
  record Nets(Trained close, Trained plain, Map<WearerTraits, Double> closeShares)
      implements TwoHeaded {
    @Override
    public Heads heads(Wearer wearer, History history) {
      double share = closeShares.getOrDefault(wearer.traits(), UNKNOWN_SHARE);
      Heads heads = Heads.zero();
      close.add(heads, share, wearer.traits(), history);
      plain.add(heads, 1 - share, wearer.traits(), history);
      return heads;
    }
  }
}
