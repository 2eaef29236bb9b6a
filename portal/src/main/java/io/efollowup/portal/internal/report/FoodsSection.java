package io.efollowup.portal.internal.report;

import io.efollowup.insight.FoodResponse;
import io.efollowup.insight.ResponseFigures;
import io.efollowup.portal.internal.report.Section.Cell;
import io.efollowup.portal.internal.view.GlucoseText;
import java.util.List;
import java.util.Optional;

/** Foods and what followed the meals that held them. */
final class FoodsSection {
  private static final int MOST = 12;

  private FoodsSection() {}

  static Optional<Section> of(Reading reading) {
    List<FoodResponse> foods = reading.analysis().findings().meals().foods();
    if (foods.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Section(
            "foods",
            reading.say("foods.title"),
            new Section.Table(
                List.of(
                    Cell.text(reading.say("column.foods")),
                    Cell.number(reading.say("column.eaten")),
                    Cell.number(reading.say("column.compared")),
                    Cell.number(reading.say("column.carbs")),
                    Cell.number(reading.say("column.median-rise", reading.unit().symbol())),
                    Cell.number(reading.say("column.spread", reading.unit().symbol()))),
                foods.stream().limit(MOST).map(food -> row(food, reading)).toList(),
                ""),
            reading.say("foods.note")));
  }

  private static List<Cell> row(FoodResponse food, Reading reading) {
    ResponseFigures figures = food.figures();
    return List.of(
        Cell.text(reading.foods(food.foods())),
        Cell.number(Integer.toString(food.eaten())),
        Cell.number(Integer.toString(figures.n())),
        Cell.number(
            food.medianCarbs().isPresent()
                ? GlucoseText.decimals(food.medianCarbs().getAsDouble(), 0)
                : GlucoseText.NONE),
        Cell.number(reading.difference(figures.medianRiseMgdl())),
        Cell.number(
            reading.difference(figures.leastRiseMgdl())
                + " … "
                + reading.difference(figures.greatestRiseMgdl())));
  }
}
