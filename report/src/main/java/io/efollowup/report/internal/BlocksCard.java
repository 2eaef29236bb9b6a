package io.efollowup.report.internal;

import io.efollowup.insight.TimeBlock;
import io.efollowup.report.internal.Table.Cell;
import io.efollowup.report.internal.Table.Column;
import java.util.List;

/** The parts of the day, fasting and the hours after meals: a line of figures for each. */
final class BlocksCard implements FlowCard {
  private static final int BAR = 4;
  private static final List<Column> COLUMNS =
      List.of(
          Column.left("blocks.part", 0, 0.36f),
          Column.right("blocks.n", 0.36f, 0.43f),
          Column.right("days.mean", 0.43f, 0.51f),
          Column.right("days.target", 0.51f, 0.61f),
          Column.drawing(0.635f, 0.83f),
          Column.right("days.low", 0.83f, 0.91f),
          Column.right("days.high", 0.91f, 1));

  private final Canvas canvas;
  private final Report report;
  private final Words words;

  BlocksCard(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
    this.words = report.words();
  }

  @Override
  public float height(float width) {
    return Card.around(Table.height(blocks().size()) + note().height(Card.inside(width)));
  }

  private CardNote note() {
    return new CardNote(canvas, words.say("blocks.note"));
  }

  private List<TimeBlock> blocks() {
    return report.findings().blocks();
  }

  @Override
  public void draw(Box card) {
    Box inner = Card.draw(canvas, card, words.say("blocks"));
    Table table = new Table(canvas, report, COLUMNS);
    table.draw(
        inner,
        blocks().stream().map(this::cells).toList(),
        (row, top) ->
            ShareBar.draw(canvas, table.place(inner, top, BAR, 7), blocks().get(row).shares()));
    note().draw(inner);
  }

  private List<Cell> cells(TimeBlock block) {
    boolean empty = block.shares().total() == 0;
    String none = words.say("none");
    return List.of(
        Cell.of(name(block)),
        Cell.faint(Integer.toString(block.occasions())),
        Cell.of(block.mean().map(report.numbers()::glucose).orElse(none)),
        Cell.strong(empty ? none : ShareBar.target(report, block.shares())),
        Cell.DRAWN,
        Cell.of(empty ? none : ShareBar.low(report, block.shares())),
        Cell.of(empty ? none : ShareBar.high(report, block.shares())));
  }

  private String name(TimeBlock block) {
    String name = words.say(key(block.kind()));
    return block.assumed() > 0 ? name + words.say("blocks.assumed", block.assumed()) : name;
  }

  private static String key(TimeBlock.Kind kind) {
    return switch (kind) {
      case NIGHT -> "block.night";
      case FASTING -> "block.fasting";
      case FORENOON -> "block.forenoon";
      case AFTERNOON -> "block.afternoon";
      case EVENING -> "block.evening";
      case AFTER_MORNING_MEAL -> "block.after-morning";
      case AFTER_MIDDAY_MEAL -> "block.after-midday";
      case AFTER_EVENING_MEAL -> "block.after-evening";
    };
  }
}
