package io.efollowup.forecast;

import java.util.Objects;

/**
 * Glucose in mg/dL at every fifth minute, without a gap. Immutable; a slice shares the values.
 *
 * <p>Values are kept in single precision, as the benchmark does.
 */
public final class GlucoseSeries {
  /** Minutes between two points. */
  public static final int STEP_MINUTES = 5;

  private final long firstMinute;
  private final float[] mgdl;
  private final int from;
  private final int length;

  private GlucoseSeries(long firstMinute, float[] mgdl, int from, int length) {
    this.firstMinute = firstMinute;
    this.mgdl = mgdl;
    this.from = from;
    this.length = length;
  }

  /**
   * A series of these values.
   *
   * @param firstMinute local time of the first point, in minutes since 1970-01-01 00:00
   */
  public static GlucoseSeries of(long firstMinute, float[] mgdl) {
    return new GlucoseSeries(firstMinute, mgdl.clone(), 0, mgdl.length);
  }

  public int length() {
    return length;
  }

  /** The value of a point, in mg/dL. */
  public float mgdl(int point) {
    return mgdl[from + Objects.checkIndex(point, length)];
  }

  /** Local time of a point, in minutes since 1970-01-01 00:00. */
  public long minute(int point) {
    return firstMinute + (long) STEP_MINUTES * point;
  }

  /** The points from {@code begin} to before {@code end}. */
  public GlucoseSeries slice(int begin, int end) {
    Objects.checkFromToIndex(begin, end, length);
    return new GlucoseSeries(minute(begin), mgdl, from + begin, end - begin);
  }

  /** What is known when the point {@code next} is still to come. */
  public History before(int next) {
    return new History(slice(0, next));
  }
}
