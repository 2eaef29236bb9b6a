package io.efollowup.forecast.benchmark;

/** How the errors of many windows become one figure. */
public enum Reduction {
  /** The median window: the published headline. */
  MEDIAN("median"),
  /** The mean over windows. */
  MEAN("mean"),
  /** The mean over windows of the error 30 minutes ahead. */
  STEP30("step30"),
  /** The mean over windows of the error 60 minutes ahead. */
  STEP60("step60");

  private final String text;

  Reduction(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
