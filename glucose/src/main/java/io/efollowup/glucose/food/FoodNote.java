package io.efollowup.glucose.food;

import java.util.List;

/** What a note of a meal says, as far as the catalogue knows its words. */
public record FoodNote(List<FoodMention> mentions) {
  public FoodNote {
    mentions = List.copyOf(mentions);
  }

  /** All foods found, in the order of the note. */
  public List<FoodAmount> foods() {
    return mentions.stream().flatMap(mention -> mention.foods().stream()).toList();
  }

  /** All words that were not recognised. */
  public List<String> unknown() {
    return mentions.stream().flatMap(mention -> mention.unknown().stream()).toList();
  }

  /** What the foods with a known amount give together. */
  public Nutrients nutrients() {
    return foods().stream().map(FoodAmount::nutrients).reduce(Nutrients.NONE, Nutrients::plus);
  }

  /**
   * Whether every word was recognised and every food has an amount; only then are the nutrients
   * those of the whole meal.
   */
  public boolean isComplete() {
    return !mentions.isEmpty()
        && mentions.stream().allMatch(FoodMention::isUnderstood)
        && foods().stream().allMatch(food -> food.grams().isPresent());
  }
}
