package io.efollowup.report.internal;

import io.efollowup.insight.FoodResponse;
import io.efollowup.insight.ResponseFigures;
import io.efollowup.report.internal.Table.Cell;
import io.efollowup.report.internal.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** Foods by the rise after meals that held them: a dot for the middle, a line for the spread. */
final class FoodsCard implements FlowCard {
  private static final int MOST = 10;
  private static final int WHISKER = 4;
  private static final double LEAST_REACH = 60;
  private static final List<Column> COLUMNS =
      List.of(
          Column.left("foods.food", 0, 0.28f),
          Column.right("foods.eaten", 0.28f, 0.34f),
          Column.right("foods.compared", 0.34f, 0.42f),
          Column.right("foods.rise", 0.42f, 0.5f),
          Column.drawing(0.52f, 0.66f),
          Column.right("foods.peak", 0.66f, 0.75f),
          Column.left("foods.notes", 0.77f, 1));

  private final Canvas canvas;
  private final Report report;
  private final Words words;
  private final Terms terms;

  FoodsCard(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
    this.words = report.words();
    this.terms = new Terms(report);
  }

  private List<FoodResponse> foods() {
    List<FoodResponse> foods = report.findings().meals().foods();
    return foods.subList(0, Math.min(MOST, foods.size()));
  }

  @Override
  public float height(float width) {
    return Card.around(Table.height(foods().size()) + note().height(Card.inside(width)));
  }

  @Override
  public void draw(Box card) {
    Box inner = Card.draw(canvas, card, words.say("foods"));
    int all = report.findings().meals().foods().size();
    if (all > MOST) {
      canvas.text(
          inner.right(),
          card.y() + Card.PADDING + 7,
          words.say("foods.some", MOST, all),
          Type.NOTE,
          Canvas.Align.RIGHT);
    }
    Table table = new Table(canvas, report, COLUMNS);
    double most = foods().stream().mapToDouble(f -> f.figures().greatestRiseMgdl()).max().orElse(1);
    table.draw(
        inner,
        foods().stream().map(this::cells).toList(),
        (row, top) ->
            whisker(
                table.place(inner, top, WHISKER, Table.ROW),
                foods().get(row).figures(),
                Math.max(LEAST_REACH, most)));
    note().draw(inner);
  }

  private CardNote note() {
    return new CardNote(canvas, words.say("foods.note"));
  }

  private List<Cell> cells(FoodResponse food) {
    ResponseFigures figures = food.figures();
    boolean repeated = figures.isRepeated();
    String name = terms.foods(food.foods());
    String rise = report.numbers().change(figures.medianRiseMgdl());
    return List.of(
        repeated ? Cell.strong(name) : Cell.of(name),
        Cell.faint(Integer.toString(food.eaten())),
        Cell.of(Integer.toString(figures.n())),
        repeated ? Cell.strong(rise) : Cell.faint(rise),
        Cell.DRAWN,
        Cell.faint(report.numbers().minutes(figures.medianTimeToPeak())),
        new Cell(notes(food), Type.SMALL));
  }

  private String notes(FoodResponse food) {
    List<String> notes = new ArrayList<>();
    if (food.figures().n() == 1) {
      notes.add(words.say("foods.once"));
    }
    boolean single = food.foods().size() == 1;
    if (food.alone() == food.figures().n()) {
      notes.add(words.say(single ? "foods.alone" : "foods.whole"));
    } else if (!single) {
      notes.add(words.say("foods.together"));
    }
    if (food.figures().withInsulin() > 0) {
      notes.add(words.say("foods.insulin", food.figures().withInsulin(), food.figures().n()));
    }
    return String.join(words.say("separator"), notes);
  }

  private void whisker(Box box, ResponseFigures figures, double most) {
    float y = box.y() + box.height() / 2;
    canvas.line(box.x(), y - 4, box.x(), y + 4, Ink.LINE, 0.5f);
    float middle = x(box, figures.medianRiseMgdl(), most);
    if (figures.n() == 1) {
      canvas.ring(middle, y, 2.4f, Ink.MUTED, 0.8f);
      return;
    }
    float from = x(box, figures.leastRiseMgdl(), most);
    float to = x(box, figures.greatestRiseMgdl(), most);
    canvas.line(from, y, to, y, Ink.BAND_INNER, 2.4f);
    canvas.dot(middle, y, 2.6f, figures.isRepeated() ? Ink.TEXT : Ink.MUTED);
  }

  private static float x(Box box, double mgdl, double most) {
    return (float) (box.x() + Math.max(0, mgdl) / most * (box.width() - 4));
  }
}
