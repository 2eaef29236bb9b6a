package io.efollowup.insight;

/** HbA1c as it is estimated from mean glucose. */
public final class GlucoseEstimates {
  static final double GMI_BASE = 3.31;
  static final double GMI_SLOPE = 0.02392;

  private GlucoseEstimates() {}

  /**
   * Glucose management indicator in percent, of a mean in mg/dL (Bergenstal et al., Diabetes Care
   * 41:2275, 2018).
   */
  public static double gmi(double meanMgdl) {
    return GMI_BASE + GMI_SLOPE * meanMgdl;
  }

  /**
   * Estimated HbA1c in percent, of a mean in mg/dL (Nathan et al., Diabetes Care 31:1473, 2008).
   */
  public static double estimatedA1c(double meanMgdl) {
    return (46.7 + meanMgdl) / 28.7;
  }
}
