package io.efollowup.forecast;

import io.efollowup.forecast.internal.Window;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is recommended: the nets and, to a part, a least absolute regression of the wearer's own
 * kind (all whose traits are the same). The more there is to learn from of a kind, the more the
 * nets say; a kind of which there is little, or one not trained on, is left to the nets. Both heads
 * of the nets are given, {@code ensemble} is the point between them; and the nets alone.
 */
final class Ensemble implements ForecastModel {
  /** With as many windows of a kind, nets and regression have equal shares. */
  private static final double EVEN_WINDOWS = 2000;

  /** A regression is of at least as many windows. */
  private static final int FEWEST_WINDOWS = 2000;

  private final SmallNets nets = new SmallNets();
  private final LeastAbsoluteRegression regression = new LeastAbsoluteRegression();

  @Override
  public String name() {
    return "ensemble";
  }

  @Override
  public int lags(int suiteLags) {
    return nets.lags(suiteLags);
  }

  @Override
  public Forecaster train(TrainingData data, int lags, long seed) {
    Map<WearerTraits, Second> seconds = new HashMap<>();
    data.parts().stream()
        .collect(Collectors.groupingBy(part -> part.wearer().traits()))
        .forEach(
            (traits, parts) -> {
              int windows = Window.all(parts, lags, 1).size();
              if (windows >= FEWEST_WINDOWS) {
                TrainingData of = new TrainingData(parts, data.sources());
                seconds.put(
                    traits,
                    new Second(
                        regression.train(of, regression.lags(0), seed),
                        EVEN_WINDOWS / (EVEN_WINDOWS + windows)));
              }
            });
    return new Trained(nets.train(data, lags, seed), Map.copyOf(seconds));
  }

  /** The regression of a kind and its share. */
  private record Second(Forecaster regression, double share) {}

  private record Trained(SmallNets.Nets nets, Map<WearerTraits, Second> seconds)
      implements TwoHeaded {
    @Override
    public Heads heads(Wearer wearer, History history) {
      Heads heads = nets.heads(wearer, history);
      Second second = seconds.get(wearer.traits());
      return second == null
          ? heads
          : heads.with(second.regression().forecast(wearer, history), second.share());
    }

    @Override
    public Map<String, Forecaster> variants(String model) {
      Map<String, Forecaster> variants = new LinkedHashMap<>(TwoHeaded.super.variants(model));
      variants.putAll(nets.variants("net"));
      return variants;
    }
  }
}
