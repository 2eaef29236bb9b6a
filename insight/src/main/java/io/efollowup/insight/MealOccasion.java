package io.efollowup.insight;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Food logged within half an hour, taken as one meal.
 *
 * @param at when the first of it was logged
 * @param time when in the day that is, in the patient's zone
 * @param carbs grams of carbohydrate, summed over what was stated; empty where nothing was
 * @param foods the different foods in the order they were logged; terms of the platform's list
 */
public record MealOccasion(Instant at, MealTime time, OptionalDouble carbs, List<String> foods) {
  /** Stated carbohydrate below this many grams does not make a meal that moves glucose. */
  static final double LEAST_CARBS = 5;

  public MealOccasion {
    foods = List.copyOf(foods);
  }

  /** Whether it is known to hold next to no carbohydrate, like a cup of tea. */
  public boolean isNegligible() {
    return carbs.isPresent() && carbs.getAsDouble() < LEAST_CARBS;
  }
}
