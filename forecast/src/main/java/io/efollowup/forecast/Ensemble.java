package io.efollowup.forecast;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is recommended: the nets' median and, to a part, a least absolute regression of the wearer's
 * own kind (all whose traits are the same), which is steadier where there is little to learn from.
 * A wearer of another kind gets the regression of all. {@code ensemble-mean} does the same with the
 * head for the mean; the nets alone are given too.
 */
final class Ensemble implements ForecastModel {
  private static final double NET_SHARE = 0.6;

  private final SmallNets nets = new SmallNets();
  private final LeastAbsoluteRegression linear = new LeastAbsoluteRegression();

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
    Map<WearerTraits, List<SubjectSeries>> kinds =
        data.parts().stream().collect(Collectors.groupingBy(part -> part.wearer().traits()));
    Map<WearerTraits, Forecaster> own = new HashMap<>();
    if (kinds.size() > 1) {
      kinds.forEach((traits, parts) -> own.put(traits, linear(parts, data.sources(), seed)));
    }
    return new Trained(
        nets.train(data, lags, seed), linear(data.parts(), data.sources(), seed), Map.copyOf(own));
  }

  private Forecaster linear(List<SubjectSeries> parts, int sources, long seed) {
    return linear.train(new TrainingData(parts, sources), linear.lags(0), seed);
  }

  private record Trained(
      SmallNets.Nets nets, Forecaster ofAll, Map<WearerTraits, Forecaster> ofKind)
      implements Forecaster {
    @Override
    public double[] forecast(Wearer wearer, History history) {
      return mixed(nets.forecast(wearer, history), linear(wearer, history));
    }

    private double[] linear(Wearer wearer, History history) {
      return ofKind.getOrDefault(wearer.traits(), ofAll).forecast(wearer, history);
    }

    private static double[] mixed(double[] net, double[] linear) {
      double[] mgdl = new double[STEPS];
      for (int step = 0; step < STEPS; step++) {
        mgdl[step] = NET_SHARE * net[step] + (1 - NET_SHARE) * linear[step];
      }
      return mgdl;
    }

    @Override
    public Map<String, Forecaster> variants(String model) {
      Map<String, Forecaster> variants = new LinkedHashMap<>();
      variants.put(model, this);
      variants.put(
          model + "-mean",
          (wearer, history) -> mixed(nets.mean(wearer, history), linear(wearer, history)));
      variants.putAll(nets.variants("net"));
      return variants;
    }
  }
}
