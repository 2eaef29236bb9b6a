package io.efollowup.forecast;

import io.efollowup.forecast.internal.MeanAndMedian;
import io.efollowup.forecast.internal.Net;
import io.efollowup.forecast.internal.NetShape;
import io.efollowup.forecast.internal.NetTraining;
import io.efollowup.forecast.internal.Standardisation;
import io.efollowup.forecast.internal.TrainingPlan;
import io.efollowup.forecast.internal.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Unlike small nets averaged, each with a head for the mean and one for the median. Forecasts are
 * of the median; {@code net-mean} is the other head. One configuration for all data sets.
 */
final class SmallNets implements ForecastModel {
  private static final float ROUNDED_MGDL = 1;
  private static final int HIDDEN = 96;
  private static final List<Kind> KINDS =
      List.of(
          new Kind(true, new TrainingPlan(12, 0.2f)),
          new Kind(false, TrainingPlan.USUAL),
          new Kind(false, new TrainingPlan(12, 0.2f)));
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
      Features features = new Features(traits, kind.timeOfDay());
      nets.add(one(features, kind.plan(), windows, seed + SEED_STEP * nets.size()));
    }
    return new Nets(List.copyOf(nets));
  }

  private static Trained one(
      Features features, TrainingPlan plan, List<Window> windows, long seed) {
    NetCases cases = NetCases.of(features, windows, seed);
    Standardisation standard = Standardisation.of(cases.x());
    for (float[] one : cases.x()) {
      standard.apply(one);
    }
    NetShape shape = new NetShape(features.size(), HIDDEN, LOSS.outputs());
    Net net =
        new NetTraining(cases.x(), cases.y(), cases.importance(), LOSS).train(shape, plan, seed);
    return new Trained(features, standard, net);
  }

  /** What makes nets unlike, beside their first weights. */
  private record Kind(boolean timeOfDay, TrainingPlan plan) {}

  /** One net and what belongs to it. */
  private record Trained(Features features, Standardisation standard, Net net) {
    float[] outputs(WearerTraits wearer, History history) {
      return net.outputs(standard.apply(features.of(wearer, history)));
    }
  }

  /** The nets together. */
  record Nets(List<Trained> nets) implements Forecaster {
    @Override
    public double[] forecast(Wearer wearer, History history) {
      return head(wearer, history, STEPS);
    }

    /** The head for the mean. */
    double[] mean(Wearer wearer, History history) {
      return head(wearer, history, 0);
    }

    private double[] head(Wearer wearer, History history, int at) {
      double[] mgdl = new double[STEPS];
      for (Trained one : nets) {
        float[] outputs = one.outputs(wearer.traits(), history);
        for (int step = 0; step < STEPS; step++) {
          mgdl[step] += (history.last() + NetCases.SCALE_MGDL * outputs[at + step]) / nets.size();
        }
      }
      return mgdl;
    }

    @Override
    public Map<String, Forecaster> variants(String model) {
      Map<String, Forecaster> variants = new LinkedHashMap<>();
      variants.put(model, this);
      variants.put(model + "-mean", this::mean);
      return variants;
    }
  }
}
