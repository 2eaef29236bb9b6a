package io.efollowup.insight;

import io.efollowup.glucose.CareEvent.Meal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Gathers what was logged as food into meals. */
final class MealOccasions {
  /** Food logged this long after the first of a meal still belongs to it. */
  private static final Duration TOGETHER = Duration.ofMinutes(30);

  private MealOccasions() {}

  /** The meals in order of time, negligible ones included. */
  static List<MealOccasion> of(Wear wear) {
    List<MealOccasion> occasions = new ArrayList<>();
    List<Meal> current = new ArrayList<>();
    for (Meal meal : wear.events(Meal.class)) {
      boolean next =
          !current.isEmpty()
              && Duration.between(current.getFirst().at(), meal.at()).compareTo(TOGETHER) > 0;
      if (next) {
        occasions.add(occasion(wear, current));
        current.clear();
      }
      current.add(meal);
    }
    if (!current.isEmpty()) {
      occasions.add(occasion(wear, current));
    }
    return occasions;
  }

  private static MealOccasion occasion(Wear wear, List<Meal> meals) {
    Instant at = meals.getFirst().at();
    List<OptionalDouble> stated =
        meals.stream().map(Meal::carbs).filter(OptionalDouble::isPresent).toList();
    OptionalDouble carbs =
        stated.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(stated.stream().mapToDouble(OptionalDouble::getAsDouble).sum());
    return new MealOccasion(
        at,
        MealTime.of(wear.local(at).toLocalTime()),
        carbs,
        meals.stream().flatMap(meal -> meal.foods().stream()).distinct().toList());
  }
}
