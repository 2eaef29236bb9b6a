package io.efollowup.portal.internal.report;

import io.efollowup.insight.Excursion;
import io.efollowup.insight.MealOccasion;
import io.efollowup.insight.ReviewedMeal;
import io.efollowup.portal.internal.report.Section.Cell;
import io.efollowup.portal.internal.view.GlucoseText;
import java.util.List;
import java.util.Optional;

/** Meals and what followed, the largest rise first. */
final class MealsSection {
  private static final int MOST = 10;

  private MealsSection() {}

  static Optional<Section> of(Reading reading) {
    List<ReviewedMeal> all = reading.analysis().findings().meals().responses();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    List<ReviewedMeal> ranked = reading.analysis().findings().meals().ranked();
    return Optional.of(
        new Section(
            "meals",
            reading.say("meals.title"),
            new Section.Table(
                List.of(
                    Cell.text(reading.say("column.when")),
                    Cell.text(reading.say("column.foods")),
                    Cell.number(reading.say("column.carbs")),
                    Cell.number(reading.say("column.before", reading.unit().symbol())),
                    Cell.number(reading.say("column.rise", reading.unit().symbol())),
                    Cell.number(reading.say("column.to-peak"))),
                ranked.stream().limit(MOST).map(meal -> row(meal, reading)).toList(),
                reading.say("meals.none")),
            reading.say(
                "meals.note", Integer.toString(ranked.size()), Integer.toString(all.size()))));
  }

  private static List<Cell> row(ReviewedMeal reviewed, Reading reading) {
    MealOccasion meal = reviewed.meal();
    Excursion excursion = reviewed.excursion().orElseThrow();
    return List.of(
        Cell.text(reading.moment(meal.at())),
        Cell.text(reading.foods(meal.foods())),
        Cell.number(
            meal.carbs().isPresent()
                ? GlucoseText.decimals(meal.carbs().getAsDouble(), 0)
                : GlucoseText.NONE),
        Cell.number(reading.glucose(Optional.of(excursion.baseline()))),
        Cell.number(reading.difference(excursion.riseMgdl())),
        Cell.number(reading.minutes(excursion.timeToPeak())));
  }
}
