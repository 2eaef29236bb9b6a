package io.efollowup.forecast.benchmark;

import java.util.OptionalInt;

/**
 * One figure of the time-split protocol: errors of each subject's windows, averaged over subjects.
 *
 * @param points which windows count
 * @param seed of the training; empty for the average over the seeds
 * @param minutes how far ahead
 * @param rmse mean over subjects of the root mean squared error, mg/dL
 * @param mae mean over subjects of the mean absolute error, mg/dL
 * @param subjects how many have a window
 * @param windows of all subjects together
 */
public record TimedScore(
    String dataset,
    TrainedOn training,
    String model,
    Points points,
    OptionalInt seed,
    int minutes,
    double rmse,
    double mae,
    int subjects,
    int windows) {

  /** Which windows count. */
  public enum Points {
    /** Every fifth minute, as published. */
    GRID("grid"),
    /**
     * Only those whose origin and target are readings. Elsewhere the origin lies on a line whose
     * other end is still to come, or the target on one that has begun.
     */
    READINGS("readings");

    private final String text;

    Points(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
