package io.efollowup.insight;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.MetricKey;
import io.efollowup.glucose.metrics.MetricTable;
import io.efollowup.glucose.metrics.RangeShares;
import io.efollowup.insight.ReviewedStretch.Notice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Chooses what to talk about, lows before highs before everything else. */
final class TalkingPoints {
  private static final int MOST = 5;
  private static final int LEAST_MEALS = 3;
  private static final int LEAST_MORNINGS = 3;

  /** A middle rise after meals from here on, in mg/dL, is worth a word (3.3 mmol/L). */
  private static final double NOTABLE_RISE = 60;

  private final Wear wear;
  private final WearFindings findings;
  private final RangeShares shares;
  private final MetricTable metrics;
  private final Sufficiency sufficiency;
  private final Targets targets;
  private final List<TalkingPoint> points = new ArrayList<>();

  private TalkingPoints(
      Wear wear,
      WearFindings findings,
      RangeShares shares,
      MetricTable metrics,
      Sufficiency sufficiency) {
    this.wear = wear;
    this.findings = findings;
    this.shares = shares;
    this.metrics = metrics;
    this.sufficiency = sufficiency;
    this.targets = wear.readings().targets();
  }

  static List<TalkingPoint> of(
      Wear wear,
      WearFindings findings,
      RangeShares shares,
      MetricTable metrics,
      Sufficiency sufficiency) {
    return new TalkingPoints(wear, findings, shares, metrics, sufficiency).choose();
  }

  private List<TalkingPoint> choose() {
    if (shares.total() == 0) {
      return List.of();
    }
    lows();
    highs();
    others();
    if (points.isEmpty() && sufficiency.level() == Sufficiency.Level.ENOUGH) {
      overall();
    }
    return WeightiestPoints.of(points, MOST);
  }

  /** What is left to say where no single thing stands out. */
  private void overall() {
    double inTarget = shares.percent(GlucoseZone.TARGET);
    targets
        .goal(GlucoseZone.TARGET)
        .filter(goal -> !goal.isMetBy(inTarget))
        .ifPresent(goal -> points.add(new TalkingPoint.ShortInTarget(inTarget, goal.percent())));
    highAverage().ifPresent(points::add);
    if (points.isEmpty()) {
      points.add(new TalkingPoint.NothingStandsOut(inTarget, targets.hasGoals()));
    }
  }

  /** Judged in mg/dL, where the goal is the stricter one. */
  private Optional<TalkingPoint> highAverage() {
    OptionalDouble mean = metrics.value(MetricKey.MEAN);
    return targets
        .meanGoal(GlucoseUnit.MG_DL)
        .filter(goal -> mean.isPresent() && mean.getAsDouble() >= goal.mgdl())
        .map(goal -> new TalkingPoint.HighAverage(mean.getAsDouble(), goal.mgdl()));
  }

  private void lows() {
    List<ReviewedStretch> lows =
        findings.stretches().stream().filter(ReviewedStretch::isLow).toList();
    List<ReviewedStretch> severe = lows.stream().filter(l -> l.stretch().severe()).toList();
    if (!severe.isEmpty() || misses(GlucoseZone.VERY_LOW)) {
      points.add(
          new TalkingPoint.VeryLow(
              shares.percent(GlucoseZone.VERY_LOW),
              severe.size(),
              (int) severe.stream().filter(ReviewedStretch::atNight).count(),
              lowest(),
              findings.lowsMostly()));
    }
    if (stands(GlucoseZone.LOW, !lows.isEmpty())) {
      points.add(
          new TalkingPoint.BelowTarget(
              percent(GlucoseZone.LOW),
              goal(GlucoseZone.LOW),
              points.isEmpty() ? findings.lowsMostly() : Optional.empty()));
    }
    lowNights(lows);
    unnoticed(lows);
    int suspect = (int) lows.stream().filter(ReviewedStretch::compressionSuspected).count();
    if (suspect > 0) {
      points.add(new TalkingPoint.SuspectLows(suspect, lows.size()));
    }
  }

  private void lowNights(List<ReviewedStretch> lows) {
    long nights = findings.nights().stream().filter(Night::isLow).count();
    if (nights > 0 && lows.stream().anyMatch(ReviewedStretch::atNight)) {
      points.add(new TalkingPoint.LowNights((int) nights, nightsMeasured()));
    }
  }

  private void unnoticed(List<ReviewedStretch> lows) {
    List<ReviewedStretch> judged =
        lows.stream().filter(low -> low.notice() != Notice.UNKNOWN).toList();
    List<ReviewedStretch> unnoticed =
        judged.stream().filter(low -> low.notice() == Notice.NOTHING_LOGGED).toList();
    if (!unnoticed.isEmpty()) {
      long longest =
          unnoticed.stream().mapToLong(l -> l.stretch().duration().toMinutes()).max().orElse(0);
      points.add(new TalkingPoint.UnnoticedLows(unnoticed.size(), judged.size(), longest));
    }
  }

  /** The lowest reading of all; asked for only where there are lows. */
  private GlucoseValue lowest() {
    return IntStream.range(0, wear.trace().size())
        .mapToObj(wear.trace()::value)
        .min(Comparator.comparingDouble(Extremes::height))
        .orElse(GlucoseValue.OutOfRange.LOW);
  }

  private void highs() {
    boolean veryHigh = misses(GlucoseZone.VERY_HIGH);
    if (veryHigh) {
      points.add(
          new TalkingPoint.VeryHigh(
              percent(GlucoseZone.VERY_HIGH), goal(GlucoseZone.VERY_HIGH), findings.highsMostly()));
    }
    boolean any = findings.stretches().stream().anyMatch(stretch -> !stretch.isLow());
    if (stands(GlucoseZone.HIGH, any)) {
      points.add(
          new TalkingPoint.AboveTarget(
              percent(GlucoseZone.HIGH),
              goal(GlucoseZone.HIGH),
              veryHigh ? Optional.empty() : findings.highsMostly()));
    }
    int nights = (int) findings.nights().stream().filter(Night::isHigh).count();
    if (nights >= 2) {
      points.add(new TalkingPoint.HighNights(nights, nightsMeasured()));
    }
  }

  /**
   * Whether a goal is missed, or, where nobody agreed on one, whether there is something to say.
   */
  private boolean stands(GlucoseZone zone, boolean otherwise) {
    return targets.goal(zone).isPresent() ? misses(zone) : otherwise;
  }

  /** Goals are for whole days: less than one misses none. */
  private boolean misses(GlucoseZone zone) {
    return sufficiency.level() != Sufficiency.Level.TOO_SHORT
        && targets.goal(zone).filter(goal -> !goal.isMetBy(percent(zone))).isPresent();
  }

  private OptionalDouble goal(GlucoseZone zone) {
    return targets.goal(zone).stream().mapToDouble(RangeGoal::percent).findFirst();
  }

  private double percent(GlucoseZone zone) {
    return Targets.percentForGoal(shares, zone);
  }

  private int nightsMeasured() {
    return (int) findings.nights().stream().filter(night -> night.readings() > 0).count();
  }

  private void others() {
    if (sufficiency.level() == Sufficiency.Level.SPARSE) {
      points.add(new TalkingPoint.MissingReadings(sufficiency.activePercent().orElse(0)));
    }
    mealRise().ifPresent(points::add);
    morningRise().ifPresent(points::add);
    if (sufficiency.hoursWorn() >= Sufficiency.HOURS_NEEDED) {
      double goal = targets.cvGoal().orElse(Double.POSITIVE_INFINITY);
      metrics.value(MetricKey.CV).stream()
          .filter(cv -> cv > goal)
          .forEach(cv -> points.add(new TalkingPoint.Variability(cv, goal)));
    }
  }

  private Optional<TalkingPoint> mealRise() {
    return findings.meals().times().stream()
        .flatMap(
            time ->
                time.figures().stream()
                    .filter(f -> f.n() >= LEAST_MEALS && f.medianRiseMgdl() >= NOTABLE_RISE)
                    .map(f -> new TalkingPoint.MealRise(time.time(), f.n(), f.medianRiseMgdl())))
        .max(Comparator.comparingDouble(TalkingPoint.MealRise::medianRiseMgdl))
        .map(point -> point);
  }

  private Optional<TalkingPoint> morningRise() {
    double[] rises =
        findings.nights().stream().flatMapToDouble(n -> n.morningRiseMgdl().stream()).toArray();
    double[] notable = Arrays.stream(rises).filter(r -> r > Night.NOTABLE_MORNING_RISE).toArray();
    return notable.length < LEAST_MORNINGS
        ? Optional.empty()
        : Optional.of(
            new TalkingPoint.MorningRise(
                notable.length, rises.length, Spread.of(Arrays.stream(notable)).median()));
  }
}
