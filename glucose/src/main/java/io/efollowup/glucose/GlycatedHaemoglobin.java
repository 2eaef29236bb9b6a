package io.efollowup.glucose;

/**
 * Glycated haemoglobin (HbA1c) as a laboratory stated it. The two units are joined by the master
 * equation of the IFCC and NGSP networks, NGSP = 0.09148 x IFCC + 2.152 (Hoelzel et al., Clin.
 * Chem. 50:166, 2004; coefficients as NGSP publishes them).
 *
 * @param value the number
 * @param unit its unit
 */
public record GlycatedHaemoglobin(double value, Unit unit) {
  private static final double SLOPE = 0.09148;
  private static final double INTERCEPT = 2.152;

  /** The units laboratories report in. */
  public enum Unit {
    /** Percent, NGSP. */
    PERCENT("%", 3, 20),
    /** Millimoles per mole, IFCC. */
    MMOL_PER_MOL("mmol/mol", 9, 195);

    private final String symbol;
    private final double lowest;
    private final double highest;

    Unit(String symbol, double lowest, double highest) {
      this.symbol = symbol;
      this.lowest = lowest;
      this.highest = highest;
    }

    /** As it is written: {@code %} or {@code mmol/mol}. */
    public String symbol() {
      return symbol;
    }

    /** Whether a laboratory can report this of a living person. */
    public boolean isPossible(double value) {
      return value >= lowest && value <= highest;
    }
  }

  public GlycatedHaemoglobin {
    if (!unit.isPossible(value)) {
      throw new IllegalArgumentException(
          "an HbA1c in %s lies between %.0f and %.0f; is the unit right?"
              .formatted(unit.symbol(), unit.lowest, unit.highest));
    }
  }

  /** A value in percent (NGSP). */
  public static GlycatedHaemoglobin percent(double value) {
    return new GlycatedHaemoglobin(value, Unit.PERCENT);
  }

  /** A value in mmol/mol (IFCC). */
  public static GlycatedHaemoglobin mmolPerMol(double value) {
    return new GlycatedHaemoglobin(value, Unit.MMOL_PER_MOL);
  }

  /** In percent (NGSP); exactly the stated number where that is its unit. */
  public double percent() {
    return unit == Unit.PERCENT ? value : SLOPE * value + INTERCEPT;
  }

  /** In mmol/mol (IFCC); exactly the stated number where that is its unit. */
  public double mmolPerMol() {
    return unit == Unit.MMOL_PER_MOL ? value : mmolPerMol(value, INTERCEPT);
  }

  /** Any number of percent as mmol/mol, for forecasts and their limits. */
  public static double mmolPerMolOf(double percent) {
    return mmolPerMol(percent, INTERCEPT);
  }

  /** A difference in percentage points as one in mmol/mol. */
  public static double mmolPerMolOfDifference(double points) {
    return mmolPerMol(points, 0);
  }

  private static double mmolPerMol(double percent, double intercept) {
    return (percent - intercept) / SLOPE;
  }
}
