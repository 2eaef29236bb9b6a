package io.efollowup.portal.internal.page;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.RangeShares;
import io.efollowup.insight.RangeGoal;
import io.efollowup.insight.Targets;
import io.efollowup.portal.internal.view.GlucoseText;
import io.efollowup.portal.internal.view.RangeBar;
import io.efollowup.portal.internal.view.Sparkline;
import io.efollowup.portal.internal.view.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Time in ranges beside the goals of a patient's targets. */
public final class RangeLines {
  private static final int BAR_LENGTH = 220;
  private static final double ROUNDING = 1e-9;

  private final Words words;
  private final GlucoseUnit unit;
  private final Targets targets;
  private final RangeShares shares;
  private final boolean judged;

  /**
   * @param shares as these targets tell them
   * @param judged whether the time is long enough to miss a goal
   */
  public RangeLines(
      Words words, GlucoseUnit unit, Targets targets, RangeShares shares, boolean judged) {
    this.words = words;
    this.unit = unit;
    this.targets = targets;
    this.shares = shares;
    this.judged = judged;
  }

  public RangesView view() {
    List<RangesView.Line> lines = new ArrayList<>();
    for (GlucoseZone zone : targets.zones()) {
      lines.add(line(zone));
    }
    Collections.reverse(lines);
    return new RangesView(RangeBar.of(shares, BAR_LENGTH), lines, "");
  }

  /** Instead of figures, why there are none. */
  public static RangesView tooLittle(String why) {
    double[] nothing = new double[GlucoseZone.values().length];
    return new RangesView(RangeBar.of(nothing, BAR_LENGTH), List.of(), why);
  }

  private RangesView.Line line(GlucoseZone zone) {
    String key = Sparkline.zoneClass(zone);
    Optional<RangeGoal> goal = targets.goal(zone);
    return new RangesView.Line(
        key,
        words.say("zone." + key),
        limits(zone),
        GlucoseText.shownPercent(shares.shown().get(zone)),
        goal.map(limit -> goal(zone, limit)).orElse(""),
        !judged
            || goal.map(limit -> limit.isMetBy(Targets.percentForGoal(shares, zone))).orElse(true));
  }

  /** The goals of low and high speak of the outermost zone too. */
  private String goal(GlucoseZone zone, RangeGoal goal) {
    String sign = goal.direction() == RangeGoal.Direction.ABOVE ? "> " : "< ";
    String text = sign + GlucoseText.decimals(goal.percent(), 0) + " %";
    boolean together =
        zone == GlucoseZone.LOW || (zone == GlucoseZone.HIGH && targets.tellsVeryHigh());
    return together ? words.say("goal.with-very", text) : text;
  }

  private String limits(GlucoseZone zone) {
    GlucoseThresholds.Limits limits = targets.thresholds().in(unit);
    double step = unit == GlucoseUnit.MG_DL ? 1 : 0.1;
    String high = number(limits.high());
    return switch (zone) {
      case VERY_LOW -> "< " + number(limits.veryLow());
      case LOW -> between(limits.veryLow(), limits.low() - step);
      case TARGET -> number(limits.low()) + "–" + high;
      case HIGH ->
          targets.tellsVeryHigh() ? between(limits.high() + step, limits.veryHigh()) : "> " + high;
      case VERY_HIGH -> "> " + number(limits.veryHigh());
    };
  }

  /** Where two limits are one and the same, nothing lies between them. */
  private String between(double from, double to) {
    return from - to > ROUNDING ? "–" : number(from) + "–" + number(to);
  }

  private String number(double value) {
    return GlucoseText.number(value, unit);
  }
}
