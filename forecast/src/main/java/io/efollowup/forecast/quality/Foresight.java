package io.efollowup.forecast.quality;

import io.efollowup.forecast.GlucoseRisk.Limit;

/** What a forecaster says at one origin, as far as it is judged. */
public interface Foresight {
  /** How many steps of five minutes it looks ahead. */
  int steps();

  /** The point forecast at a step, 0 being the first, in mg/dL. */
  double mgdl(int step);

  /**
   * How strongly it says that glucose goes beyond a limit within so many minutes, on the {@link
   * AlarmScale} of its source.
   */
  double strength(Limit limit, int withinMinutes);
}
