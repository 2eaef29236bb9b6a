package io.efollowup.forecast.internal;

/** Inputs that every net has, in the order in which they are written. */
public final class CommonFeatures {
  private static final double DAY_MINUTES = 1440;

  private CommonFeatures() {}

  /** How far a value is above 100, 180 and 250 mg/dL. */
  public static void addExcess(FeatureWriter out, double last) {
    out.add(Math.max(last - 100, 0) / 100);
    out.add(Math.max(last - 180, 0) / 100);
    out.add(Math.max(last - 250, 0) / 100);
  }

  /**
   * The change over 15 and 30 minutes, and what it means at this level and spread.
   *
   * @param last the last value, mg/dL
   * @param quarterBack the one 15 minutes before
   * @param halfBack the one 30 minutes before
   */
  public static void addTrend(
      FeatureWriter out,
      float last,
      float quarterBack,
      float halfBack,
      double level,
      double spread) {
    double quarter = (last - quarterBack) / 30.0;
    double half = (last - halfBack) / 50.0;
    out.add(quarter);
    out.add(half);
    out.add(quarter * level);
    out.add(half * level);
    out.add(quarter * Math.abs(quarter));
    out.add(half * Math.abs(half));
    out.add(Math.abs(quarter));
    out.add(quarter * spread);
  }

  /** The time of day, 0 to 1439 minutes, as one and two turns a day. */
  public static void addTime(FeatureWriter out, int minuteOfDay, double level) {
    double angle = 2 * Math.PI * minuteOfDay / DAY_MINUTES;
    out.add(Math.sin(angle));
    out.add(Math.cos(angle));
    out.add(Math.sin(2 * angle));
    out.add(Math.cos(2 * angle));
    out.add(level * Math.sin(angle));
    out.add(level * Math.cos(angle));
  }
}
