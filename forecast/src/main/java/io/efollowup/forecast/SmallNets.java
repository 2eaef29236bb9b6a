package io.efollowup.forecast;

import io.efollowup.forecast.internal.MeanAndMedian;
import io.efollowup.forecast.internal.Net;
import io.efollowup.forecast.internal.NetShape;
import io.efollowup.forecast.internal.NetTraining;
import io.efollowup.forecast.internal.Standardisation;
import io.efollowup.forecast.internal.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two small nets averaged, one with and one without the time of day, each with a head for the mean
 * and one for the median. Forecasts are of the median; {@code net-mean} is the other head, and
 * {@code net-lad} the middle of the median and {@link LeastAbsoluteRegression}. One configuration
 * for all data sets.
 */
final class SmallNets implements ForecastModel {
  private static final float SCALE_MGDL = 50;
  private static final float ROUNDED_MGDL = 1;
  private static final int HIDDEN = 96;
  private static final MeanAndMedian LOSS =
      new MeanAndMedian(Forecaster.STEPS, ROUNDED_MGDL / SCALE_MGDL);

  /** The importance of errors is this over how far the data set moves in an hour. */
  private static final double IMPORTANCE_MGDL = 10;

  @Override
  public String name() {
    return "net";
  }

  @Override
  public int lags(int suiteLags) {
    return Features.LAGS;
  }

  @Override
  public Forecaster train(TrainingData data, int lags, long seed) {
    List<Window> windows = Window.all(data.parts(), lags, 1);
    LeastAbsoluteRegression linear = new LeastAbsoluteRegression();
    return new Nets(
        List.of(
            one(new Features(data.sources(), true), windows, seed),
            one(new Features(data.sources(), false), windows, seed + 1_000_003)),
        linear.train(data, linear.lags(lags), seed));
  }

  private static Trained one(Features features, List<Window> windows, long seed) {
    float[] scales = importances(windows, features.sources());
    float[][] x = new float[windows.size()][];
    float[][] y = new float[windows.size()][Forecaster.STEPS];
    float[] importance = new float[windows.size()];
    for (int i = 0; i < x.length; i++) {
      Window window = windows.get(i);
      History history = window.history();
      x[i] = features.of(window.of().wearer(), history);
      for (int step = 0; step < Forecaster.STEPS; step++) {
        y[i][step] = (window.came(step) - history.last()) / SCALE_MGDL;
      }
      importance[i] = scales[window.of().wearer().source()];
    }
    Standardisation standard = Standardisation.of(x);
    for (float[] one : x) {
      standard.apply(one);
    }
    NetShape shape = new NetShape(features.size(), HIDDEN, LOSS.outputs());
    Net net = new NetTraining(x, y, importance, LOSS).train(shape, seed);
    return new Trained(features, standard, net);
  }

  /** So that a restless data set does not outweigh a calm one. */
  private static float[] importances(List<Window> windows, int sources) {
    double[] moved = new double[sources];
    long[] points = new long[sources];
    for (Window window : windows) {
      int source = window.of().wearer().source();
      double last = window.history().last();
      for (int step = 0; step < Forecaster.STEPS; step++) {
        moved[source] += Math.abs(window.came(step) - last);
        points[source]++;
      }
    }
    float[] importances = new float[sources];
    for (int source = 0; source < sources; source++) {
      importances[source] =
          (float)
              (IMPORTANCE_MGDL
                  * (double) points[source]
                  / Math.max(moved[source], (double) points[source]));
    }
    return importances;
  }

  /** One net and what belongs to it. */
  private record Trained(Features features, Standardisation standard, Net net) {
    float[] outputs(Wearer wearer, History history) {
      return net.outputs(standard.apply(features.of(wearer, history)));
    }
  }

  /** The nets together. */
  private record Nets(List<Trained> nets, Forecaster linear) implements Forecaster {
    @Override
    public double[] forecast(Wearer wearer, History history) {
      return head(wearer, history, STEPS);
    }

    private double[] head(Wearer wearer, History history, int at) {
      double[] mgdl = new double[STEPS];
      for (Trained one : nets) {
        float[] outputs = one.outputs(wearer, history);
        for (int step = 0; step < STEPS; step++) {
          mgdl[step] += (history.last() + SCALE_MGDL * outputs[at + step]) / nets.size();
        }
      }
      return mgdl;
    }

    private double[] withLinear(Wearer wearer, History history) {
      double[] mgdl = forecast(wearer, history);
      double[] other = linear.forecast(wearer, history);
      for (int step = 0; step < STEPS; step++) {
        mgdl[step] = (mgdl[step] + other[step]) / 2;
      }
      return mgdl;
    }

    @Override
    public Map<String, Forecaster> variants(String model) {
      Map<String, Forecaster> variants = new LinkedHashMap<>();
      variants.put(model, this);
      variants.put(model + "-mean", (wearer, history) -> head(wearer, history, 0));
      variants.put(model + "-lad", this::withLinear);
      return variants;
    }
  }
}
