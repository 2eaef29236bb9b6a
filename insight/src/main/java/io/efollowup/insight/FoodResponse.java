package io.efollowup.insight;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What glucose did after meals with a certain food, or with foods that were always eaten together
 * and so cannot be told apart. The meals held other foods too, unless it was eaten alone.
 *
 * @param foods terms of the platform's list, in the order they were logged
 * @param eaten meals it was part of
 * @param alone how many of the compared meals held nothing else
 * @param medianCarbs middle carbohydrate of the compared meals, in grams, where stated
 * @param figures of those meals that can be compared
 */
public record FoodResponse(
    List<String> foods, int eaten, int alone, OptionalDouble medianCarbs, ResponseFigures figures) {
  public FoodResponse {
    foods = List.copyOf(foods);
  }
}
