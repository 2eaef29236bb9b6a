package io.efollowup.forecast.outlook;

import io.efollowup.forecast.WearerTraits;
import io.efollowup.forecast.internal.Net;
import io.efollowup.forecast.internal.Standardisation;

/** The net and the scale of its inputs. */
record OutlookNet(Standardisation standard, Net net) {

  /** The outputs as {@link Heads} lays them out. */
  float[] outputs(Look look, WearerTraits traits) {
    return net.outputs(standard.apply(LookFeatures.of(look, traits)));
  }

  /** The quantiles of a step, as changes in the net's unit: put in order where they cross. */
  static void quantiles(float[] outputs, int step, float[] into) {
    for (int level = 0; level < into.length; level++) {
      float value = outputs[level * Heads.STEPS + step];
      int at = level;
      while (at > 0 && into[at - 1] > value) {
        into[at] = into[at - 1];
        at--;
      }
      into[at] = value;
    }
  }

  static float sigmoid(float value) {
    return (float) (1 / (1 + Math.exp(-value)));
  }
}
