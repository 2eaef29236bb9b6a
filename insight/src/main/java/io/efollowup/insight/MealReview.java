package io.efollowup.insight;

import java.util.Comparator;
import java.util.List;

/**
 * All meals of a wear with their responses.
 *
 * @param responses every meal that is not negligible, in order of time
 * @param times by time of day; times without a meal are left out
 * @param foods by food: those seen at least twice first, each part from the largest middle rise to
 *     the smallest; foods without a comparable meal are left out
 */
public record MealReview(
    List<ReviewedMeal> responses, List<MealTimeResponse> times, List<FoodResponse> foods) {
  private static final Comparator<ReviewedMeal> BY_RISE =
      Comparator.comparingDouble(response -> -response.excursion().orElseThrow().riseMgdl());

  public MealReview {
    responses = List.copyOf(responses);
    times = List.copyOf(times);
    foods = List.copyOf(foods);
  }

  /** Those that can be compared, from the largest rise to the smallest. */
  public List<ReviewedMeal> ranked() {
    return responses.stream().filter(ReviewedMeal::isComparable).sorted(BY_RISE).toList();
  }

  /** How many meals this holds of. */
  public int count(Circumstance circumstance) {
    return (int) responses.stream().filter(response -> response.has(circumstance)).count();
  }
}
