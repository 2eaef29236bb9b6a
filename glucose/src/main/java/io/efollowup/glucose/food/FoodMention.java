package io.efollowup.glucose.food;

import java.util.List;

/**
 * One entry of a note: a food or a dish of several, such as {@code rice 100 g}.
 *
 * @param text as written, without its amount
 * @param foods what was recognised, in the order of the text
 * @param unknown the words that were not
 */
public record FoodMention(String text, List<FoodAmount> foods, List<String> unknown) {
  public FoodMention {
    foods = List.copyOf(foods);
    unknown = List.copyOf(unknown);
  }

  /** Whether something was recognised and no word was left over. */
  public boolean isUnderstood() {
    return !foods.isEmpty() && unknown.isEmpty();
  }

  /** Says how much was found and nothing of the text, which may hold anything. */
  @Override
  public String toString() {
    return "FoodMention[" + foods.size() + " foods, " + unknown.size() + " unknown words]";
  }
}
