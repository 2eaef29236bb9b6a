package io.efollowup.insight;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.glucose.metrics.RangeShares;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a patient's glucose is judged by: limits between the ranges, stated in each unit, and goals
 * for the time spent in them. Sources: Battelino et al., Diabetes Care 42:1593 (2019); the goals
 * above target for older people as other software shows them. A clinician confirms them before
 * clinical use. Immutable.
 *
 * @param group whom they were agreed for
 * @param thresholds the limits; what goes with which group is {@link TargetLimits}' to say
 * @param goals goals by zone; those of low and high are for the outermost zone too
 */
public record Targets(
    TargetGroup group, GlucoseThresholds thresholds, Map<GlucoseZone, RangeGoal> goals) {

  /** For most adults with type 1 or type 2 diabetes. */
  public static final Targets ADULT =
      new Targets(
          TargetLimits.ADULT,
          Map.of(
              GlucoseZone.VERY_LOW, RangeGoal.below(1),
              GlucoseZone.LOW, RangeGoal.below(4),
              GlucoseZone.TARGET, RangeGoal.above(70),
              GlucoseZone.HIGH, RangeGoal.below(25),
              GlucoseZone.VERY_HIGH, RangeGoal.below(5)));

  /** For older people and people at high risk. */
  public static final Targets OLDER =
      new Targets(
          TargetLimits.of(TargetGroup.OLDER),
          Map.of(
              GlucoseZone.LOW, RangeGoal.below(1),
              GlucoseZone.TARGET, RangeGoal.above(50),
              GlucoseZone.HIGH, RangeGoal.below(50),
              GlucoseZone.VERY_HIGH, RangeGoal.below(10)));

  /** For pregnancy with type 1 diabetes. */
  public static final Targets PREGNANCY =
      new Targets(
          TargetLimits.of(TargetGroup.PREGNANCY),
          Map.of(
              GlucoseZone.VERY_LOW, RangeGoal.below(1),
              GlucoseZone.LOW, RangeGoal.below(4),
              GlucoseZone.TARGET, RangeGoal.above(70),
              GlucoseZone.HIGH, RangeGoal.below(25)));

  /** For pregnancy with gestational or type 2 diabetes. */
  public static final Targets GESTATIONAL =
      new Targets(TargetLimits.of(TargetGroup.GESTATIONAL), Map.of());

  public Targets {
    EnumMap<GlucoseZone, RangeGoal> copy = new EnumMap<>(GlucoseZone.class);
    copy.putAll(goals);
    goals = Collections.unmodifiableMap(copy);
    thresholds = new TargetLimits(group, thresholds).thresholds();
  }

  private Targets(TargetLimits limits, Map<GlucoseZone, RangeGoal> goals) {
    this(limits.group(), limits.thresholds(), goals);
  }

  /**
   * The targets of a group.
   *
   * @throws IllegalArgumentException for {@link TargetGroup#OWN}, which needs limits
   */
  public static Targets of(TargetGroup group) {
    return switch (group) {
      case ADULT -> ADULT;
      case OLDER -> OLDER;
      case PREGNANCY -> PREGNANCY;
      case GESTATIONAL -> GESTATIONAL;
      case OWN -> throw new IllegalArgumentException("own targets are made from limits");
    };
  }

  /** The targets that belong to limits: those of their group; own limits bring no goals. */
  public static Targets of(TargetLimits limits) {
    return limits.group() == TargetGroup.OWN ? new Targets(limits, Map.of()) : of(limits.group());
  }

  /** Whether anybody agreed on goals for the time in ranges. */
  public boolean hasGoals() {
    return !goals.isEmpty();
  }

  /** The goal of a zone, of low and high together with the outermost. */
  public Optional<RangeGoal> goal(GlucoseZone zone) {
    return Optional.ofNullable(goals.get(zone));
  }

  /** Whether very high is told from high; in pregnancy it is not. */
  public boolean tellsVeryHigh() {
    return switch (group) {
      case ADULT, OLDER, OWN -> true;
      case PREGNANCY, GESTATIONAL -> false;
    };
  }

  /** The zones told apart, from lowest to highest. */
  public List<GlucoseZone> zones() {
    return Arrays.stream(GlucoseZone.values())
        .filter(zone -> zone != GlucoseZone.VERY_HIGH || tellsVeryHigh())
        .toList();
  }

  /** How a trace divides among these zones, each value judged in the unit it was measured in. */
  public RangeShares shares(GlucoseTrace trace) {
    return shown(RangeShares.of(trace, thresholds));
  }

  /**
   * Shares divided by these limits, as they are told: without the zones that are not told apart.
   */
  public RangeShares shown(RangeShares shares) {
    return tellsVeryHigh() ? shares : shares.merging(GlucoseZone.VERY_HIGH, GlucoseZone.HIGH);
  }

  /** The zone of a value, as it is told. */
  public GlucoseZone zoneOf(GlucoseValue value) {
    return shown(thresholds.zoneOf(value));
  }

  /** The zone as it is told. */
  public GlucoseZone shown(GlucoseZone zone) {
    return zone == GlucoseZone.VERY_HIGH && !tellsVeryHigh() ? GlucoseZone.HIGH : zone;
  }

  /**
   * The exact share that a zone's goal is about, in percent: low is everything below target, high
   * everything above.
   */
  public static double percentForGoal(RangeShares shares, GlucoseZone zone) {
    return switch (zone) {
      case LOW -> shares.percent(GlucoseZone.LOW) + shares.percent(GlucoseZone.VERY_LOW);
      case HIGH -> shares.percent(GlucoseZone.HIGH) + shares.percent(GlucoseZone.VERY_HIGH);
      case VERY_LOW, TARGET, VERY_HIGH -> shares.percent(zone);
    };
  }

  /**
   * The same share as it is shown: of the shares that add up to 100, so that it is their sum
   * wherever it is told.
   */
  public static double shownForGoal(RangeShares shares, GlucoseZone zone) {
    Map<GlucoseZone, Double> shown = shares.shown();
    return switch (zone) {
      case LOW -> tenths(shown.get(GlucoseZone.LOW) + shown.get(GlucoseZone.VERY_LOW));
      case HIGH -> tenths(shown.get(GlucoseZone.HIGH) + shown.get(GlucoseZone.VERY_HIGH));
      case VERY_LOW, TARGET, VERY_HIGH -> shown.get(zone);
    };
  }

  private static double tenths(double sum) {
    return Math.rint(sum * 10) / 10;
  }

  /** Mean glucose to stay below: 154 mg/dL or 8.6 mmol/L for adults, none agreed for others. */
  public Optional<Glucose> meanGoal(GlucoseUnit unit) {
    if (group != TargetGroup.ADULT) {
      return Optional.empty();
    }
    return Optional.of(
        switch (unit) {
          case MG_DL -> Glucose.mgdl(154);
          case MMOL_L -> Glucose.mmol(8.6);
        });
  }

  /** Glucose management indicator to stay below, in percent: 7 for adults, none for others. */
  public OptionalDouble gmiGoal() {
    return group == TargetGroup.ADULT ? OptionalDouble.of(7) : OptionalDouble.empty();
  }

  /** Coefficient of variation not to exceed, in percent: 36, but none was agreed in pregnancy. */
  public OptionalDouble cvGoal() {
    return switch (group) {
      case ADULT, OLDER, OWN -> OptionalDouble.of(36);
      case PREGNANCY, GESTATIONAL -> OptionalDouble.empty();
    };
  }
}
