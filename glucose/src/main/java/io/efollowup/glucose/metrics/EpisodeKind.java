package io.efollowup.glucose.metrics;

/**
 * The episodes of the international consensus (Battelino et al., Lancet Diabetes Endocrinol 11:42,
 * 2023): at least 15 minutes outside the limit, over after 15 minutes back; extended ones begin
 * with more than two hours.
 */
public enum EpisodeKind {
  /** Below 70 mg/dL (3.9 mmol/L). */
  HYPO_L1(Side.BELOW, RangeLimit.MG_70, false),
  /** Below 54 mg/dL (3.0 mmol/L). */
  HYPO_L2(Side.BELOW, RangeLimit.MG_54, false),
  /** More than two hours below 70 mg/dL (3.9 mmol/L). */
  HYPO_EXTENDED(Side.BELOW, RangeLimit.MG_70, true),
  /** Above 180 mg/dL (10.0 mmol/L). */
  HYPER_L1(Side.ABOVE, RangeLimit.MG_180, false),
  /** Above 250 mg/dL (13.9 mmol/L). */
  HYPER_L2(Side.ABOVE, RangeLimit.MG_250, false);

  /** Which side of its limit an episode is on. */
  public enum Side {
    BELOW,
    ABOVE
  }

  private final Side side;
  private final RangeLimit limit;
  private final boolean extended;

  EpisodeKind(Side side, RangeLimit limit, boolean extended) {
    this.side = side;
    this.limit = limit;
    this.extended = extended;
  }

  /** Which side of the limit it is on. */
  public Side side() {
    return side;
  }

  RangeLimit limit() {
    return limit;
  }

  /** Points outside that begin an episode at this many minutes between points. */
  int pointsToBegin(int stepMinutes) {
    return extended ? 120 / stepMinutes + 1 : Math.ceilDiv(15, stepMinutes);
  }
}
