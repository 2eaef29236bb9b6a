package io.efollowup.glucose.food;

import java.util.OptionalDouble;

/**
 * A food found in a note, with how much of it.
 *
 * @param grams empty where the note states no amount that the catalogue can weigh
 * @param basis where the grams come from
 */
public record FoodAmount(Food food, OptionalDouble grams, Basis basis) {
  /** Where an amount comes from. */
  public enum Basis {
    /** A mass or volume the note states; a millilitre counts as a gram. */
    STATED,
    /** A stated mass or volume of several foods together, divided equally. */
    SHARED,
    /** A count of household portions. */
    PORTION,
    /** Not known. */
    UNKNOWN
  }

  /** What this amount gives; nothing where it is not known. */
  public Nutrients nutrients() {
    return grams.isPresent() ? food.nutrients(grams.getAsDouble()) : Nutrients.NONE;
  }
}
