package io.efollowup.glucose.food;

/**
 * What one household unit of a food weighs, as eaten.
 *
 * @param grams above zero
 */
public record Portion(HouseholdUnit unit, double grams) {
  public Portion {
    if (!(grams > 0) || Double.isInfinite(grams)) {
      throw new IllegalArgumentException("a portion weighs more than nothing");
    }
  }
}
