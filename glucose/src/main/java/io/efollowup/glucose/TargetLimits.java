package io.efollowup.glucose;

import io.efollowup.glucose.GlucoseThresholds.Limits;
import java.util.List;
import java.util.OptionalDouble;
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

  private static final double ROUNDING = 1e-9;

  /** Why limits cannot be set. */
  public enum Problem {
    /** A number that no sensor reports in this unit. */
    BEYOND_SENSOR,
    /** More decimals than a sensor reports: whole mg/dL, tenths of mmol/L. */
    TOO_FINE,
    /**
     * Very low begins below 54 mg/dL or 3.0 mmol/L: nobody's urgent alarm comes later than that.
     */
    LATE_URGENT_LOW,
    /** They do not rise: very low, low, high, very high. */
    NOT_RISING,
    /** Low and high are less than 20 mg/dL or 1.1 mmol/L apart: alarms would not end. */
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
   * rounded as sensors round. Very low is at least 54 mg/dL or 3.0 mmol/L, which is level 2 of
   * hypoglycaemia: an urgent alarm may come sooner, never later. Low and high are at least 20 mg/dL
   * or 1.1 mmol/L apart, so that an alarm of one side ends before the other begins.
   *
   * @param unit the unit the limits are stated in
   * @throws RefusedException when they cannot be set
   */
  public static TargetLimits own(
      GlucoseUnit unit, double veryLow, double low, double high, double veryHigh) {
    return ADULT.with(
        unit, DoubleStream.of(veryLow, low, high, veryHigh).mapToObj(OptionalDouble::of).toList());
  }

  /**
   * Limits of one person's own that differ from these in what is stated. A limit that stays keeps
   * its number in either unit, whatever unit the others are stated in; so does a number that is one
   * of these limits.
   *
   * @param unit the unit the limits are stated in
   * @param stated very low, low, high, very high
   * @throws RefusedException when they cannot be set
   */
  public TargetLimits with(GlucoseUnit unit, List<OptionalDouble> stated) {
    double[] here = all(thresholds.in(unit)).toArray();
    double[] other = all(thresholds.in(unit.other())).toArray();
    List<GlucoseThresholds> known =
        List.of(thresholds, GlucoseThresholds.STANDARD, GlucoseThresholds.PREGNANCY);
    for (int i = 0; i < here.length; i++) {
      double value = stated.get(i).orElse(here[i]);
      if (value != here[i]) {
        require(unit.isPossible(value), Problem.BEYOND_SENSOR);
        require(isReported(value, unit), Problem.TOO_FINE);
        here[i] = value;
        other[i] = counterpart(value, unit, known);
      }
    }
    require(isRising(here), Problem.NOT_RISING);
    require(here[0] >= GlucoseThresholds.STANDARD.in(unit).veryLow(), Problem.LATE_URGENT_LOW);
    require(here[2] - here[1] >= narrowest(unit) - ROUNDING, Problem.TOO_CLOSE);
    require(isRising(other), Problem.NOT_RISING);
    return new TargetLimits(
        TargetGroup.OWN,
        unit == GlucoseUnit.MG_DL
            ? new GlucoseThresholds(limits(here), limits(other))
            : new GlucoseThresholds(limits(other), limits(here)));
  }

  private static boolean isRising(double[] limits) {
    return limits[0] <= limits[1] && limits[1] < limits[2] && limits[2] <= limits[3];
  }

  private static double narrowest(GlucoseUnit unit) {
    return switch (unit) {
      case MG_DL -> 20;
      case MMOL_L -> 1.1;
    };
  }

  private static void require(boolean holds, Problem otherwise) {
    if (!holds) {
      throw new RefusedException(otherwise);
    }
  }

  private static boolean isReported(double value, GlucoseUnit unit) {
    return Math.abs(value - rounded(value, unit)) < ROUNDING;
  }

  /** As sensors report it. */
  private static double rounded(double value, GlucoseUnit unit) {
    return switch (unit) {
      case MG_DL -> Math.rint(value);
      case MMOL_L -> Math.rint(value * 10) / 10;
    };
  }

  private static double counterpart(double value, GlucoseUnit unit, List<GlucoseThresholds> known) {
    for (GlucoseThresholds agreed : known) {
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
