package io.efollowup.glucose.metrics;

/** What is known of the answer of glucose to a meal: figures, or why there are none. */
public sealed interface MealOutcome permits MealResponse, MealOutcome.Unavailable {

  /**
   * No figures can be given honestly.
   *
   * @param reason a sentence for people
   */
  record Unavailable(String reason) implements MealOutcome {}
}
