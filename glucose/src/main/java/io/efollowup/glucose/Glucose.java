package io.efollowup.glucose;

/**
 * A glucose concentration as it was measured: the number and its unit, never rounded, never
 * converted behind the reader's back. Ranges are judged in the measured unit ({@link
 * GlucoseThresholds}); {@link #mgdl()} and {@link #mmol()} are for arithmetic and display.
 *
 * @param value the measured number, finite and above zero
 * @param unit the unit it was measured in
 */
public record Glucose(double value, GlucoseUnit unit) {
  public Glucose {
    if (unit == null) {
      throw new IllegalArgumentException("glucose needs a unit");
    }
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("glucose must be a finite number above zero");
    }
  }

  /** A value in mg/dL. */
  public static Glucose mgdl(double value) {
    return new Glucose(value, GlucoseUnit.MG_DL);
  }

  /** A value in mmol/L. */
  public static Glucose mmol(double value) {
    return new Glucose(value, GlucoseUnit.MMOL_L);
  }

  /** This concentration in mg/dL. */
  public double mgdl() {
    return in(GlucoseUnit.MG_DL);
  }

  /** This concentration in mmol/L. */
  public double mmol() {
    return in(GlucoseUnit.MMOL_L);
  }

  /** This concentration in the given unit; exactly the measured number when it is the same unit. */
  public double in(GlucoseUnit wanted) {
    if (wanted == unit) {
      return value;
    }
    return unit == GlucoseUnit.MMOL_L
        ? value * GlucoseUnit.MG_DL_PER_MMOL_L
        : value / GlucoseUnit.MG_DL_PER_MMOL_L;
  }

  /** Whether a living person's sensor can report this value in this unit. */
  public boolean isPossible() {
    return unit.isPossible(value);
  }
}
