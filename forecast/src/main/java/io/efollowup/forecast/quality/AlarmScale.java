package io.efollowup.forecast.quality;

import java.util.List;

/** What the strength of a warning is measured in, and at which thresholds it is judged. */
public enum AlarmScale {
  /**
   * How far the forecast goes beyond the limit within the time, in mg/dL; 0 is the limit itself.
   */
  MARGIN_MGDL(List.of(-30.0, -25.0, -20.0, -15.0, -10.0, -5.0, 0.0, 5.0, 10.0)),
  /** The probability of going beyond the limit within the time. */
  PROBABILITY(List.of(0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8));

  private final List<Double> thresholds;

  AlarmScale(List<Double> thresholds) {
    this.thresholds = thresholds;
  }

  /** An alarm is raised where the strength is above one of these, ascending. */
  public List<Double> thresholds() {
    return thresholds;
  }
}
