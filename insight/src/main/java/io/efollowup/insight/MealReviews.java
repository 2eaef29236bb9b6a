package io.efollowup.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Compares the meals of a wear by time of day and by food. */
final class MealReviews {
  /** What stands for a food the platform does not know; nothing can be said of it. */
  private static final String UNKNOWN_FOOD = "other";

  private MealReviews() {}

  static MealReview of(Wear wear, List<MealOccasion> occasions) {
    List<ReviewedMeal> responses = MealExcursions.of(wear, occasions);
    return new MealReview(responses, times(responses), foods(responses));
  }

  private static List<MealTimeResponse> times(List<ReviewedMeal> responses) {
    List<MealTimeResponse> times = new ArrayList<>();
    for (MealTime time : MealTime.values()) {
      List<ReviewedMeal> of =
          responses.stream().filter(response -> response.meal().time() == time).toList();
      List<ReviewedMeal> compared = of.stream().filter(ReviewedMeal::isComparable).toList();
      if (!of.isEmpty()) {
        times.add(
            new MealTimeResponse(
                time,
                of.size(),
                compared,
                compared.isEmpty() ? Optional.empty() : Optional.of(ResponseFigures.of(compared))));
      }
    }
    return times;
  }

  private static List<FoodResponse> foods(List<ReviewedMeal> responses) {
    Map<String, List<ReviewedMeal>> byFood = new LinkedHashMap<>();
    for (ReviewedMeal response : responses) {
      for (String food : response.meal().foods()) {
        byFood.computeIfAbsent(food, name -> new ArrayList<>()).add(response);
      }
    }
    byFood.remove(UNKNOWN_FOOD);
    Map<List<ReviewedMeal>, List<String>> together = new LinkedHashMap<>();
    byFood.forEach(
        (food, meals) -> together.computeIfAbsent(meals, key -> new ArrayList<>()).add(food));
    return together.entrySet().stream()
        .flatMap(entry -> food(entry.getValue(), entry.getKey()).stream())
        .sorted(
            Comparator.comparing((FoodResponse food) -> food.figures().n() < 2)
                .thenComparing(food -> -food.figures().medianRiseMgdl())
                .thenComparing(food -> food.foods().getFirst()))
        .toList();
  }

  private static Optional<FoodResponse> food(List<String> foods, List<ReviewedMeal> meals) {
    List<ReviewedMeal> compared = meals.stream().filter(ReviewedMeal::isComparable).toList();
    if (compared.isEmpty()) {
      return Optional.empty();
    }
    double[] carbs =
        compared.stream().flatMapToDouble(response -> response.meal().carbs().stream()).toArray();
    int alone = (int) compared.stream().filter(r -> r.meal().foods().equals(foods)).count();
    return Optional.of(
        new FoodResponse(
            foods,
            meals.size(),
            alone,
            carbs.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Spread.of(DoubleStream.of(carbs)).median()),
            ResponseFigures.of(compared)));
  }
}
