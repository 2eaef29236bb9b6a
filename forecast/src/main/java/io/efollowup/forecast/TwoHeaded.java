package io.efollowup.forecast;

import java.util.LinkedHashMap;
import java.util.Map;

/** A forecaster with a head for the mean and one for the median. */
interface TwoHeaded extends Forecaster {
  Heads heads(Wearer wearer, History history);

  /** The point between both heads. */
  @Override
  default double[] forecast(Wearer wearer, History history) {
    return heads(wearer, history).point();
  }

  @Override
  default Map<String, Forecaster> variants(String model) {
    Map<String, Forecaster> variants = new LinkedHashMap<>();
    variants.put(model, this);
    variants.put(model + "-median", (wearer, history) -> heads(wearer, history).median());
    variants.put(model + "-mean", (wearer, history) -> heads(wearer, history).mean());
    return variants;
  }
}
