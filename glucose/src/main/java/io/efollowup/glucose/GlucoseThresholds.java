package io.efollowup.glucose;

/**
 * The limits between zones, stated separately in each unit, because the clinical limits are not
 * conversions of each other: 10.0 mmol/L is in target, though its conversion, 180.16 mg/dL, is not.
 * A value is compared, unrounded, with the limits of the unit it was measured in. Low and high are
 * themselves in target; very low and very high begin strictly beyond theirs. Default limits:
 * Battelino et al., Diabetes Care 42:1593 (2019).
 *
 * @param mgdl limits for values measured in mg/dL
 * @param mmol limits for values measured in mmol/L
 */
public record GlucoseThresholds(Limits mgdl, Limits mmol) {

  /** 54 / 70 / 180 / 250 mg/dL and 3.0 / 3.9 / 10.0 / 13.9 mmol/L. */
  public static final GlucoseThresholds STANDARD =
      new GlucoseThresholds(new Limits(54, 70, 180, 250), new Limits(3.0, 3.9, 10.0, 13.9));

  /** 54 / 63 / 140 / 250 mg/dL and 3.0 / 3.5 / 7.8 / 13.9 mmol/L. */
  public static final GlucoseThresholds PREGNANCY =
      new GlucoseThresholds(new Limits(54, 63, 140, 250), new Limits(3.0, 3.5, 7.8, 13.9));

  /**
   * Limits in one unit.
   *
   * @param veryLow below this is very low
   * @param low below this is low
   * @param high above this is high
   * @param veryHigh above this is very high
   */
  public record Limits(double veryLow, double low, double high, double veryHigh) {
    public Limits {
      if (!(0 < veryLow && veryLow <= low && low < high && high <= veryHigh)) {
        throw new IllegalArgumentException(
            "glucose limits must rise: very low <= low < high <= very high");
      }
    }
  }

  /** The limits in this unit. */
  public Limits in(GlucoseUnit unit) {
    return unit == GlucoseUnit.MG_DL ? mgdl : mmol;
  }

  /** The zone of a value, judged in the unit it was measured in. */
  public GlucoseZone zoneOf(Glucose glucose) {
    Limits limits = in(glucose.unit());
    double value = glucose.value();
    if (value < limits.veryLow()) {
      return GlucoseZone.VERY_LOW;
    }
    if (value < limits.low()) {
      return GlucoseZone.LOW;
    }
    if (value > limits.veryHigh()) {
      return GlucoseZone.VERY_HIGH;
    }
    return value > limits.high() ? GlucoseZone.HIGH : GlucoseZone.TARGET;
  }

  /** The zone of a value; a sensor's LOW and HIGH belong to the outermost zones. */
  public GlucoseZone zoneOf(GlucoseValue value) {
    return switch (value) {
      case GlucoseValue.Measured measured -> zoneOf(measured.glucose());
      case GlucoseValue.OutOfRange.LOW -> GlucoseZone.VERY_LOW;
      case GlucoseValue.OutOfRange.HIGH -> GlucoseZone.VERY_HIGH;
    };
  }
}
