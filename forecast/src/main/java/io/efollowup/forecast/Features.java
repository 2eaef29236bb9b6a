package io.efollowup.forecast;

import io.efollowup.forecast.internal.CommonFeatures;
import io.efollowup.forecast.internal.FeatureWriter;

/**
 * What the nets see of a history: the same in training and in use. The form of each input is that
 * of section "Nets" in docs/forecasting.md.
 *
 * @param traits which of the wearer's traits are told apart
 * @param timeOfDay whether the time of day is among the inputs
 * @param changes whether the change from each point to the next comes after the other inputs, as a
 *     sequence, the newest first
 */
record Features(TraitInputs traits, boolean timeOfDay, boolean changes) {
  /** Points that a history must have. */
  static final int LAGS = 36;

  /** Changes from point to point among the {@link #LAGS} points. */
  static final int CHANGES = LAGS - 1;

  private static final int LONG = 144;
  private static final int MIDDLE = 72;
  private static final int OF_GLUCOSE = LAGS - 1 + 20;
  private static final int OF_TIME = 6;
  private static final double CENTRE_MGDL = 140;

  /** Inputs without the sequence of changes. */
  int inputs() {
    return OF_GLUCOSE + (timeOfDay ? OF_TIME : 0) + traits.size();
  }

  private int size() {
    return inputs() + (changes ? CHANGES : 0);
  }

  float[] of(WearerTraits wearer, History history) {
    FeatureWriter out = new FeatureWriter(size());
    double last = history.last();
    double level = (last - CENTRE_MGDL) / 100;
    double highest = last;
    double lowest = last;
    for (int lag = 1; lag < LAGS; lag++) {
      double value = history.back(lag);
      out.add((value - last) / 50);
      highest = Math.max(highest, value);
      lowest = Math.min(lowest, value);
    }
    addLevel(out, last, level);
    double mean = mean(history, LONG);
    double spread = spread(history, mean) / 30;
    double toMean = (mean - last) / 50;
    out.add(toMean);
    out.add((mean(history, MIDDLE) - last) / 50);
    out.add(spread);
    out.add((mean - CENTRE_MGDL) / 100);
    out.add(spread * toMean);
    CommonFeatures.addTrend(out, history.last(), history.back(3), history.back(6), level, spread);
    out.add((highest - last) / 50);
    out.add((lowest - last) / 50);
    if (timeOfDay) {
      CommonFeatures.addTime(out, history.minuteOfDay(), level);
    }
    traits.write(wearer, out);
    if (changes) {
      for (int lag = 0; lag < CHANGES; lag++) {
        out.add((history.back(lag) - history.back(lag + 1)) / 10);
      }
    }
    return out.values();
  }

  private static void addLevel(FeatureWriter out, double last, double level) {
    out.add(level);
    out.add(level * level);
    CommonFeatures.addExcess(out, last);
  }

  private static double mean(History history, int most) {
    int count = Math.min(most, history.length());
    double sum = 0;
    for (int lag = 0; lag < count; lag++) {
      sum += history.back(lag);
    }
    return sum / count;
  }

  private static double spread(History history, double mean) {
    int count = Math.min(LONG, history.length());
    double sum = 0;
    for (int lag = 0; lag < count; lag++) {
      double distance = history.back(lag) - mean;
      sum += distance * distance;
    }
    return Math.sqrt(sum / count);
  }
}
