package io.efollowup.portal.internal.report;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.RangeShares;
import io.efollowup.insight.RangeGoal;
import io.efollowup.insight.Sufficiency;
import io.efollowup.insight.Targets;
import io.efollowup.portal.internal.page.RangesView;
import io.efollowup.portal.internal.view.GlucoseText;
import io.efollowup.portal.internal.view.RangeBar;
import io.efollowup.portal.internal.view.Sparkline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Time in ranges with the goals of the patient's targets. */
final class RangeSection {
  private static final int BAR_LENGTH = 220;

  private final Reading reading;
  private final Targets targets;
  private final RangeShares shares;

  private RangeSection(Reading reading) {
    this.reading = reading;
    this.targets = reading.analysis().targets();
    this.shares = reading.analysis().shares();
  }

  static Optional<Section> of(Reading reading) {
    if (reading.analysis().shares().total() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Section(
            "ranges",
            reading.say("ranges.title"),
            new Section.Ranges(new RangeSection(reading).view()),
            reading.say("ranges.note." + reading.analysis().targets().group().code())));
  }

  private RangesView view() {
    double[] exact = new double[GlucoseZone.values().length];
    for (GlucoseZone zone : GlucoseZone.values()) {
      exact[zone.ordinal()] = shares.percent(zone);
    }
    List<RangesView.Line> lines = new ArrayList<>();
    for (GlucoseZone zone : targets.zones()) {
      lines.add(line(zone));
    }
    Collections.reverse(lines);
    return new RangesView(RangeBar.of(exact, BAR_LENGTH), lines, "");
  }

  private RangesView.Line line(GlucoseZone zone) {
    String key = Sparkline.zoneClass(zone);
    Optional<RangeGoal> goal = targets.goal(zone);
    return new RangesView.Line(
        key,
        reading.words().say("zone." + key),
        limits(zone),
        GlucoseText.shownPercent(shares.shown().get(zone)),
        goal.map(limit -> goal(zone, limit)).orElse(""),
        tooShort()
            || goal.map(limit -> limit.isMetBy(Targets.percentForGoal(shares, zone))).orElse(true));
  }

  /** Goals are for whole days: less than one misses none. */
  private boolean tooShort() {
    return reading.analysis().sufficiency().level() == Sufficiency.Level.TOO_SHORT;
  }

  /** The goals of low and high speak of the outermost zone too. */
  private String goal(GlucoseZone zone, RangeGoal goal) {
    String sign = goal.direction() == RangeGoal.Direction.ABOVE ? "> " : "< ";
    String text = sign + GlucoseText.decimals(goal.percent(), 0) + " %";
    boolean together =
        zone == GlucoseZone.LOW
            || (zone == GlucoseZone.HIGH && targets.zones().contains(GlucoseZone.VERY_HIGH));
    return together ? reading.words().say("goal.with-very", text) : text;
  }

  private String limits(GlucoseZone zone) {
    GlucoseUnit unit = reading.unit();
    GlucoseThresholds.Limits limits = targets.thresholds().in(unit);
    double step = unit == GlucoseUnit.MG_DL ? 1 : 0.1;
    String veryLow = number(limits.veryLow());
    String high = number(limits.high());
    return switch (zone) {
      case VERY_LOW -> "< " + veryLow;
      case LOW -> veryLow + "–" + number(limits.low() - step);
      case TARGET -> number(limits.low()) + "–" + high;
      case HIGH ->
          targets.zones().contains(GlucoseZone.VERY_HIGH)
              ? number(limits.high() + step) + "–" + number(limits.veryHigh())
              : "> " + high;
      case VERY_HIGH -> "> " + number(limits.veryHigh());
    };
  }

  private String number(double value) {
    return GlucoseText.number(value, reading.unit());
  }
}
