package io.efollowup.insight;

/** Classes of the blood glucose risk indices. */
public enum RiskClass {
  MINIMAL,
  LOW,
  MODERATE,
  HIGH;

  /**
   * Of the low blood glucose index: up to 1.1, 2.5, 5 and above (Kovatchev et al.). The limits were
   * found with finger-sticks; from a sensor the index comes out lower (Fabris et al., J Diabetes
   * Sci Technol 10:50, 2016).
   */
  public static RiskClass ofLbgi(double lbgi) {
    if (lbgi <= 1.1) {
      return MINIMAL;
    }
    if (lbgi <= 2.5) {
      return LOW;
    }
    return lbgi <= 5 ? MODERATE : HIGH;
  }

  /** Of the high blood glucose index: below 4.5, up to 9, above (as quoted by Fabris et al.). */
  public static RiskClass ofHbgi(double hbgi) {
    if (hbgi < 4.5) {
      return LOW;
    }
    return hbgi <= 9 ? MODERATE : HIGH;
  }

  /**
   * Of the average daily risk range: below 20, below 40, from 40 on (Kovatchev et al., Diabetes
   * Care 29:2433, 2006).
   */
  public static RiskClass ofAdrr(double adrr) {
    if (adrr < 20) {
      return LOW;
    }
    return adrr < 40 ? MODERATE : HIGH;
  }
}
