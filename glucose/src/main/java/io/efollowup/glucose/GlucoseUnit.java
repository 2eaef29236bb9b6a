package io.efollowup.glucose;

import java.util.Optional;

/**
 * The two units glucose is measured in. A number of glucose without one of these has no meaning.
 */
public enum GlucoseUnit {
  /** Milligrams per decilitre. */
  MG_DL("mg/dL", 20, 600),
  /** Millimoles per litre. */
  MMOL_L("mmol/L", 1.1, 33.3);

  /** Milligrams per decilitre in one millimole per litre: the molar mass of glucose over ten. */
  public static final double MG_DL_PER_MMOL_L = 18.01559;

  private final String symbol;
  private final double lowestPossible;
  private final double highestPossible;

  GlucoseUnit(String symbol, double lowestPossible, double highestPossible) {
    this.symbol = symbol;
    this.lowestPossible = lowestPossible;
    this.highestPossible = highestPossible;
  }

  /**
   * The symbol as it is written on the wire and shown to people: {@code mg/dL} or {@code mmol/L}.
   */
  public String symbol() {
    return symbol;
  }

  /** The unit with exactly this symbol; empty for anything else, since a guessed unit can kill. */
  public static Optional<GlucoseUnit> ofSymbol(String symbol) {
    for (GlucoseUnit unit : values()) {
      if (unit.symbol.equals(symbol)) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a living person's sensor can report this: 20-600 mg/dL or 1.1-33.3 mmol/L, inclusive.
   */
  public boolean isPossible(double value) {
    return value >= lowestPossible && value <= highestPossible;
  }

  /** The other unit. */
  public GlucoseUnit other() {
    return this == MG_DL ? MMOL_L : MG_DL;
  }
}
