package io.efollowup.portal.internal.view;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.record.StoredReading;

/** Where glucose is going, as the arrow beside the value says it. */
public enum Trend {
  FALLING_FAST,
  FALLING,
  FALLING_SLOWLY,
  STEADY,
  RISING_SLOWLY,
  RISING,
  RISING_FAST,
  UNKNOWN;

  private static final long WINDOW_SECONDS = 15 * 60;
  private static final long SHORTEST_SECONDS = 5 * 60;

  /** The style class and the end of the key of its words. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** The arrow of a change per minute in mg/dL: 1, 2 and 3 are the limits between arrows. */
  public static Trend ofMgdlPerMinute(double rate) {
    if (Math.abs(rate) < 1) {
      return STEADY;
    }
    if (Math.abs(rate) < 2) {
      return rate > 0 ? RISING_SLOWLY : FALLING_SLOWLY;
    }
    if (Math.abs(rate) < 3) {
      return rate > 0 ? RISING : FALLING;
    }
    return rate > 0 ? RISING_FAST : FALLING_FAST;
  }

  /** What the sensor states, or else the slope of the last quarter of an hour. */
  public static Trend of(StoredReading latest, GlucoseTrace before) {
    if (!(latest.reading().value() instanceof GlucoseValue.Measured measured)) {
      return UNKNOWN;
    }
    if (latest.reading().trend().isPresent()) {
      double stated = latest.reading().trend().getAsDouble();
      boolean mmol = measured.glucose().unit() == GlucoseUnit.MMOL_L;
      return ofMgdlPerMinute(mmol ? stated * GlucoseUnit.MG_DL_PER_MMOL_L : stated);
    }
    return slope(before);
  }

  private static Trend slope(GlucoseTrace trace) {
    int last = trace.size() - 1;
    if (last < 1 || !trace.isMeasured(last)) {
      return UNKNOWN;
    }
    int first = trace.firstNotBefore(trace.at(last).minusSeconds(WINDOW_SECONDS));
    while (first < last && !trace.isMeasured(first)) {
      first++;
    }
    long seconds = trace.epochSecond(last) - trace.epochSecond(first);
    if (seconds < SHORTEST_SECONDS) {
      return UNKNOWN;
    }
    return ofMgdlPerMinute((trace.mgdl(last) - trace.mgdl(first)) * 60 / seconds);
  }
}
