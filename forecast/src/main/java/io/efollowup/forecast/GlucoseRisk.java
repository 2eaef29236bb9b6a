package io.efollowup.forecast;

import java.util.List;

/**
 * How likely a reading goes beyond a limit at any time after the last one and until so many minutes
 * after the origin, by the readings that the sensor makes in its cadence.
 *
 * @param withinMinutes one of {@link #HORIZONS_MINUTES}
 * @param probability 0 to 1; never less for a longer time, never more for a limit further out
 */
public record GlucoseRisk(Limit limit, int withinMinutes, double probability) {
  public static final List<Integer> HORIZONS_MINUTES = List.of(30, 60, 120);

  /** How many there are: each limit, each horizon. */
  static final int COUNT = Limit.values().length * HORIZONS_MINUTES.size();

  public GlucoseRisk {
    index(limit, withinMinutes);
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability is 0 to 1");
    }
  }

  /** The limits, in mg/dL (Battelino et al., Diabetes Care 42:1593, 2019). */
  public enum Limit {
    /** Level 2 low. */
    BELOW_54(54, true),
    BELOW_70(70, true),
    ABOVE_180(180, false),
    /** Level 2 high. */
    ABOVE_250(250, false);

    private final double mgdl;
    private final boolean low;

    Limit(double mgdl, boolean low) {
      this.mgdl = mgdl;
      this.low = low;
    }

    public double mgdl() {
      return mgdl;
    }

    /** Whether beyond it is below it. */
    public boolean isLow() {
      return low;
    }

    /** Whether a value is beyond the limit, strictly. */
    public boolean isPassedBy(double value) {
      return low ? value < mgdl : value > mgdl;
    }
  }

  /** The place of a risk among those of a prognosis: by limit, then by horizon. */
  static int index(Limit limit, int withinMinutes) {
    int horizon = HORIZONS_MINUTES.indexOf(withinMinutes);
    if (horizon < 0) {
      throw new IllegalArgumentException("risks are within 30, 60 and 120 minutes");
    }
    return limit.ordinal() * HORIZONS_MINUTES.size() + horizon;
  }
}
