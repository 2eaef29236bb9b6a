package io.efollowup.forecast.quality;

import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.forecast.History;

/**
 * How fast glucose moved when a forecast was made, by the steps of 1, 2 and 3 mg/dL per minute that
 * sensors' arrows are drawn by.
 */
public enum RateOfChange {
  /** By 3 mg/dL a minute or more. */
  FALLING_VERY_FAST("falling-very-fast"),
  /** By 2 to less than 3. */
  FALLING_FAST("falling-fast"),
  /** By 1 to less than 2. */
  FALLING("falling"),
  /** By less than 1 either way. */
  STEADY("steady"),
  RISING("rising"),
  RISING_FAST("rising-fast"),
  RISING_VERY_FAST("rising-very-fast");

  /** Over how many points back the rate is taken: a quarter of an hour. */
  private static final int POINTS = 3;

  private final String text;

  RateOfChange(String text) {
    this.text = text;
  }

  /** The name it has in tables. */
  public String text() {
    return text;
  }

  /** The class of a rate in mg/dL per minute. */
  public static RateOfChange of(double mgdlPerMinute) {
    int steps = (int) Math.min(3, Math.floor(Math.abs(mgdlPerMinute)));
    return values()[STEADY.ordinal() + (mgdlPerMinute < 0 ? -steps : steps)];
  }

  /**
   * The class of the last quarter of an hour of a history.
   *
   * @param history at least four points
   */
  public static RateOfChange at(History history) {
    double moved = (double) history.last() - history.back(POINTS);
    return of(moved / (POINTS * GlucoseSeries.STEP_MINUTES));
  }
}
