package io.efollowup.forecast;

import io.efollowup.forecast.internal.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Windows as cases for the training of a net. */
record NetCases(float[][] x, float[][] y, float[] importance) {
  /** One unit of a target. */
  static final float SCALE_MGDL = 50;

  /** The importance of errors is this over how far glucose moves in an hour. */
  private static final double IMPORTANCE_MGDL = 10;

  /** Share of the cases that are learned as of a wearer of whom nothing is known. */
  private static final double NOTHING_KNOWN = 0.15;

  /** Share of the cases that are learned as of a sensor that is not known. */
  private static final double NO_SENSOR_KNOWN = 0.1;

  /** The cases; a part of them is made to know less of the wearer, as {@code seed} draws it. */
  static NetCases of(Features features, List<Window> windows, long seed) {
    Map<WearerTraits, Float> scales = importances(windows);
    SplittableRandom random = new SplittableRandom(seed);
    float[][] x = new float[windows.size()][];
    float[][] y = new float[windows.size()][Forecaster.STEPS];
    float[] importance = new float[windows.size()];
    for (int i = 0; i < x.length; i++) {
      Window window = windows.get(i);
      History history = window.history();
      WearerTraits traits = window.of().wearer().traits();
      importance[i] = scales.get(traits);
      x[i] = features.of(forgetful(traits, random.nextDouble()), history);
      for (int step = 0; step < Forecaster.STEPS; step++) {
        y[i][step] = (window.came(step) - history.last()) / SCALE_MGDL;
      }
    }
    return new NetCases(x, y, importance);
  }

  private static WearerTraits forgetful(WearerTraits traits, double drawn) {
    if (drawn < NOTHING_KNOWN) {
      return WearerTraits.UNKNOWN;
    }
    return drawn < NOTHING_KNOWN + NO_SENSOR_KNOWN ? traits.withoutSensor() : traits;
  }

  /** So that a restless population does not outweigh a calm one. */
  private static Map<WearerTraits, Float> importances(List<Window> windows) {
    Map<WearerTraits, double[]> moved = new HashMap<>();
    for (Window window : windows) {
      double[] sum = moved.computeIfAbsent(window.of().wearer().traits(), traits -> new double[2]);
      double last = window.history().last();
      for (int step = 0; step < Forecaster.STEPS; step++) {
        sum[0] += Math.abs(window.came(step) - last);
        sum[1]++;
      }
    }
    Map<WearerTraits, Float> importances = new HashMap<>();
    moved.forEach(
        (traits, sum) ->
            importances.put(traits, (float) (IMPORTANCE_MGDL * sum[1] / Math.max(sum[0], sum[1]))));
    return importances;
  }
}
