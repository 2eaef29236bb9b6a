package io.efollowup.report.internal;

import io.efollowup.insight.Circumstance;
import io.efollowup.insight.Excursion;
import io.efollowup.insight.ReviewedMeal;
import io.efollowup.report.internal.Table.Cell;
import io.efollowup.report.internal.Table.Column;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

/** The meals with the largest rises. */
final class MealsCard implements FlowCard {
  private static final int MOST = 6;
  private static final int FOODS = 1;
  private static final int MARKS = 2;
  private static final List<Column> COLUMNS =
      List.of(
          Column.left("meals.when", 0, 0.2f),
          Column.left("meals.foods", 0.2f, 0.44f),
          Column.drawing(0.44f, 0.47f),
          Column.right("meals.carbs", 0.46f, 0.525f),
          Column.right("meals.from-to", 0.525f, 0.655f),
          Column.right("foods.rise", 0.655f, 0.735f),
          Column.right("foods.peak", 0.735f, 0.82f),
          Column.right("meals.two-hours", 0.82f, 0.895f),
          Column.right("meals.back", 0.895f, 1));

  private final Canvas canvas;
  private final Report report;
  private final Words words;
  private final Terms terms;

  MealsCard(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
    this.words = report.words();
    this.terms = new Terms(report);
  }

  private List<ReviewedMeal> meals() {
    List<ReviewedMeal> ranked = report.findings().meals().ranked();
    return ranked.subList(0, Math.min(MOST, ranked.size()));
  }

  @Override
  public float height(float width) {
    return Card.around(Table.height(meals().size()) + note().height(Card.inside(width)));
  }

  @Override
  public void draw(Box card) {
    Box inner = Card.draw(canvas, card, words.say("meals.largest"));
    Table table = new Table(canvas, report, COLUMNS);
    table.draw(
        inner,
        meals().stream().map(meal -> cells(meal, text -> table.fits(inner, FOODS, text))).toList(),
        (row, top) -> marks(table.place(inner, top, MARKS, Table.ROW), meals().get(row)));
    note().draw(inner);
  }

  private CardNote note() {
    return new CardNote(canvas, words.say("meals.largest.note"));
  }

  private List<Cell> cells(ReviewedMeal meal, Predicate<String> fits) {
    Excursion excursion = meal.excursion().orElseThrow();
    Numbers numbers = report.numbers();
    String fromTo =
        words.say(
            "meals.arrow",
            numbers.glucose(excursion.baseline()),
            numbers.glucose(excursion.peak()));
    return List.of(
        Cell.of(when(meal)),
        Cell.of(foods(meal, fits)),
        Cell.DRAWN,
        Cell.faint(
            meal.meal().carbs().isPresent()
                ? Numbers.amount(meal.meal().carbs().getAsDouble())
                : words.say("none")),
        Cell.of(fromTo),
        Cell.strong(numbers.change(excursion.riseMgdl())),
        Cell.of(peak(excursion)),
        Cell.of(numbers.change(excursion.afterTwoHoursMgdl())),
        Cell.of(
            excursion.back().map(numbers::minutes).orElseGet(() -> words.say("meals.not-back"))));
  }

  private String peak(Excursion excursion) {
    String minutes = report.numbers().minutes(excursion.timeToPeak());
    return excursion.isStillRising() ? words.say("meals.rising", minutes) : minutes;
  }

  private String when(ReviewedMeal meal) {
    LocalDate day = meal.meal().at().atZone(report.analysis().zone()).toLocalDate();
    return words.say("day", words.weekday(day), words.shortDate(day))
        + " "
        + report.numbers().clock(meal.meal().at());
  }

  private String foods(ReviewedMeal meal, Predicate<String> fits) {
    String foods = terms.foods(meal.meal().foods(), fits);
    return foods.isEmpty() ? words.say("none") : foods;
  }

  /** The shapes of the daily curves: a triangle for insulin, a bar for exercise. */
  private void marks(Box box, ReviewedMeal meal) {
    float y = box.y() + box.height() / 2;
    float x = box.x() + 2;
    if (meal.has(Circumstance.INSULIN)) {
      canvas.polygon(
          new float[] {x - 2.4f, x + 2.4f, x},
          new float[] {y - 2.2f, y - 2.2f, y + 2.4f},
          3,
          Ink.TEXT);
    }
    if (meal.has(Circumstance.EXERCISE)) {
      canvas.fill(new Box(x + 5, y - 1.4f, 7, 2.8f), Ink.MUTED);
    }
  }
}
