package io.efollowup.report.internal;

import io.efollowup.insight.Effect;
import io.efollowup.report.internal.Table.Cell;
import io.efollowup.report.internal.Table.Column;
import java.util.List;

/** Times after exercise and medicines beside the same time of other days, with how sure it is. */
final class EffectsCard implements FlowCard {
  private static final int MOST = 8;
  private static final double LEAST_REACH = 36;
  private static final int INTERVAL = 3;
  private static final List<Column> COLUMNS =
      List.of(
          Column.left("effects.what", 0, 0.24f),
          Column.right("effects.times", 0.24f, 0.33f),
          Column.right("effects.compared", 0.33f, 0.43f),
          Column.drawing(0.46f, 0.64f),
          Column.left("effects.says", 0.66f, 1));

  private final Canvas canvas;
  private final Report report;
  private final Words words;
  private final Terms terms;

  EffectsCard(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
    this.words = report.words();
    this.terms = new Terms(report);
  }

  private List<Effect> effects() {
    List<Effect> effects = report.findings().effects();
    return effects.subList(0, Math.min(MOST, effects.size()));
  }

  @Override
  public float height(float width) {
    return Card.around(Table.height(effects().size()) + note().height(Card.inside(width)));
  }

  private CardNote note() {
    return new CardNote(canvas, words.say("effects.note"));
  }

  @Override
  public void draw(Box card) {
    Box inner = Card.draw(canvas, card, words.say("effects"));
    Table table = new Table(canvas, report, COLUMNS);
    table.draw(
        inner,
        effects().stream().map(this::cells).toList(),
        (row, top) -> {
          if (effects().get(row) instanceof Effect.Estimated estimated) {
            interval(table.place(inner, top, INTERVAL, Table.ROW), estimated, reach());
          }
        });
    note().draw(inner);
  }

  private List<Cell> cells(Effect effect) {
    int compared =
        switch (effect) {
          case Effect.Estimated estimated -> estimated.compared();
          case Effect.Unknown unknown -> unknown.compared();
        };
    return List.of(
        Cell.of(name(effect.subject())),
        Cell.faint(Integer.toString(effect.times())),
        Cell.faint(Integer.toString(compared)),
        Cell.DRAWN,
        says(effect));
  }

  private String name(Effect.Subject subject) {
    String name = terms.name(subject.name());
    return switch (subject.kind()) {
      case EXERCISE ->
          name.isEmpty() ? words.say("effects.exercise") : words.say("effects.exercise.of", name);
      case MEDICATION -> name;
    };
  }

  private Cell says(Effect effect) {
    return switch (effect) {
      case Effect.Estimated estimated -> {
        String key =
            switch (estimated.direction()) {
              case LOWER -> "effects.lower";
              case HIGHER -> "effects.higher";
              case UNCLEAR -> "effects.unclear";
            };
        Numbers numbers = report.numbers();
        String text =
            words.say(
                key,
                numbers.change(estimated.differenceMgdl()),
                numbers.change(estimated.fromMgdl()),
                numbers.change(estimated.toMgdl()));
        yield estimated.direction() == Effect.Direction.UNCLEAR ? Cell.of(text) : Cell.strong(text);
      }
      case Effect.Unknown unknown ->
          Cell.faint(
              words.say(
                  switch (unknown.reason()) {
                    case NO_READINGS -> "effects.no-readings";
                    case NO_OTHER_DAYS -> "effects.no-other-days";
                    case TOO_FEW -> "effects.too-few";
                  }));
    };
  }

  /** How far the widest interval reaches from no difference. */
  private double reach() {
    return effects().stream()
        .filter(Effect.Estimated.class::isInstance)
        .map(Effect.Estimated.class::cast)
        .mapToDouble(e -> Math.max(Math.abs(e.fromMgdl()), Math.abs(e.toMgdl())))
        .reduce(LEAST_REACH, Math::max);
  }

  /** The interval on a line whose middle is no difference. */
  private void interval(Box box, Effect.Estimated effect, double reach) {
    float y = box.y() + box.height() / 2;
    float zero = x(box, 0, reach);
    canvas.line(zero, y - 5, zero, y + 5, Ink.FAINT, 0.6f);
    canvas.line(
        x(box, effect.fromMgdl(), reach),
        y,
        x(box, effect.toMgdl(), reach),
        y,
        Ink.BAND_INNER,
        2.4f);
    canvas.dot(x(box, effect.differenceMgdl(), reach), y, 2.4f, Ink.TEXT);
  }

  private static float x(Box box, double mgdl, double reach) {
    double share = (mgdl + reach) / (2 * reach);
    return (float) (box.x() + share * box.width());
  }
}
