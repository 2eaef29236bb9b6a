package io.efollowup.forecast;

/**
 * What is known at the origin of a forecast: the points up to it, and none after. Whatever a model
 * computes from a history can therefore hold nothing of the future.
 *
 * @param series at least one point; its last is the origin
 */
public record History(GlucoseSeries series) {
  private static final int DAY_MINUTES = 1440;

  public History {
    if (series.length() == 0) {
      throw new IllegalArgumentException("a history has at least one point");
    }
  }

  public int length() {
    return series.length();
  }

  /** The value {@code steps} points before the last, in mg/dL; 0 is the last. */
  public float back(int steps) {
    return series.mgdl(series.length() - 1 - steps);
  }

  public float last() {
    return back(0);
  }

  /** Local time of day of the last point, 0 to 1439. */
  public int minuteOfDay() {
    return (int) Math.floorMod(series.minute(series.length() - 1), (long) DAY_MINUTES);
  }
}
