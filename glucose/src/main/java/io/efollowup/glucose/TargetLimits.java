package io.efollowup.glucose;

import io.efollowup.glucose.GlucoseThresholds.Limits;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The limits a person's glucose is judged by, and the group of people they were agreed for. A group
 * has its own limits and no others; limits set for one person lie within what a sensor can report.
 *
 * @param group whom the limits were agreed for; goals for the time between them follow from it
 * @param thresholds the limits, in each unit
 */
public record TargetLimits(TargetGroup group, GlucoseThresholds thresholds) {
  /** Of most adults with type 1 or type 2 diabetes. */
  public static final TargetLimits ADULT = of(TargetGroup.ADULT);

  private static final List<GlucoseThresholds> AGREED =
      List.of(GlucoseThresholds.STANDARD, GlucoseThresholds.PREGNANCY);

  /** Why limits cannot be set. */
  public enum Problem {
    /** A number that no sensor reports in this unit. */
    BEYOND_SENSOR,
    /** More decimals than a sensor reports: whole mg/dL, tenths of mmol/L. */
    TOO_FINE,
    /** They do not rise: very low, low, high, very high. */
    NOT_RISING,
    /** Low and high are one and the same number once they are stated in the other unit. */
    TOO_CLOSE
  }

  /** Limits that cannot be set. */
  public static final class RefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final Problem problem;

    RefusedException(Problem problem) {
      super("these limits cannot be set: " + problem);
      this.problem = problem;
    }

    public Problem problem() {
      return problem;
    }
  }

  public TargetLimits {
    if (!thresholds.equals(group.limits().orElse(thresholds))) {
      throw new IllegalArgumentException("a group's limits are its own; others are of OWN");
    }
    for (GlucoseUnit unit : GlucoseUnit.values()) {
      if (!all(thresholds.in(unit)).allMatch(unit::isPossible)) {
        throw new RefusedException(Problem.BEYOND_SENSOR);
      }
    }
  }

  /**
   * The limits of a group.
   *
   * @throws IllegalArgumentException for {@link TargetGroup#OWN}, which needs limits
   */
  public static TargetLimits of(TargetGroup group) {
    return new TargetLimits(
        group,
        group
            .limits()
            .orElseThrow(() -> new IllegalArgumentException("own limits have to be stated")));
  }

  /**
   * Limits set for one person. In the other unit they are the numbers people use there: the
   * counterpart of a limit that was agreed in both (10.0 mmol/L is 180 mg/dL), else the conversion,
   * rounded as sensors round.
   *
   * @param unit the unit the limits are stated in
   * @throws RefusedException when they cannot be set
   */
  public static TargetLimits own(
      GlucoseUnit unit, double veryLow, double low, double high, double veryHigh) {
    double[] stated = {veryLow, low, high, veryHigh};
    require(DoubleStream.of(stated).allMatch(unit::isPossible), Problem.BEYOND_SENSOR);
    require(DoubleStream.of(stated).allMatch(value -> isReported(value, unit)), Problem.TOO_FINE);
    require(veryLow <= low && low < high && high <= veryHigh, Problem.NOT_RISING);
    double[] other = DoubleStream.of(stated).map(value -> counterpart(value, unit)).toArray();
    require(other[1] < other[2], Problem.TOO_CLOSE);
    Limits here = limits(stated);
    Limits there = limits(other);
    return new TargetLimits(
        TargetGroup.OWN,
        unit == GlucoseUnit.MG_DL
            ? new GlucoseThresholds(here, there)
            : new GlucoseThresholds(there, here));
  }

  private static void require(boolean holds, Problem otherwise) {
    if (!holds) {
      throw new RefusedException(otherwise);
    }
  }

  private static boolean isReported(double value, GlucoseUnit unit) {
    return Math.abs(value - rounded(value, unit)) < 1e-9;
  }

  /** As sensors report it. */
  private static double rounded(double value, GlucoseUnit unit) {
    return switch (unit) {
      case MG_DL -> Math.rint(value);
      case MMOL_L -> Math.rint(value * 10) / 10;
    };
  }

  private static double counterpart(double value, GlucoseUnit unit) {
    for (GlucoseThresholds agreed : AGREED) {
      double[] here = all(agreed.in(unit)).toArray();
      for (int i = 0; i < here.length; i++) {
        if (here[i] == value) {
          return all(agreed.in(unit.other())).toArray()[i];
        }
      }
    }
    return rounded(new Glucose(value, unit).in(unit.other()), unit.other());
  }

  private static DoubleStream all(Limits limits) {
    return DoubleStream.of(limits.veryLow(), limits.low(), limits.high(), limits.veryHigh());
  }

  private static Limits limits(double[] rising) {
    return new Limits(rising[0], rising[1], rising[2], rising[3]);
  }
}
