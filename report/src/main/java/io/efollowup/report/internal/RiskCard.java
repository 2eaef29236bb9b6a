package io.efollowup.report.internal;

import io.efollowup.glucose.metrics.MetricKey;
import io.efollowup.insight.RiskClass;
import io.efollowup.insight.RiskProfile;
import io.efollowup.insight.Sufficiency;
import io.efollowup.report.internal.Table.Cell;
import io.efollowup.report.internal.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Risk and variability: the grid of the glycaemia risk index, and indices with their meaning. */
final class RiskCard implements FlowCard {
  private static final float GRID_WIDTH = 150;
  private static final int ROWS = 8;
  private static final List<Column> COLUMNS =
      List.of(
          Column.left("risk.index", 0, 0.24f),
          Column.right("risk.value", 0.24f, 0.44f),
          Column.left("risk.class", 0.47f, 0.62f),
          Column.left("risk.meaning", 0.62f, 1));

  private final Canvas canvas;
  private final Report report;
  private final Words words;

  RiskCard(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
    this.words = report.words();
  }

  @Override
  public float height(float width) {
    return Card.around(Table.height(ROWS) + note().height(Card.inside(width)));
  }

  @Override
  public void draw(Box card) {
    Box inner = Card.draw(canvas, card, words.say("risk"));
    Box left = new Box(inner.x(), inner.y(), GRID_WIDTH, Table.height(ROWS));
    RiskGrid grid = new RiskGrid(canvas, report);
    canvas.figure(
        left,
        words.say("risk.alt"),
        () -> grid.draw(left, risk().gri().filter(gri -> isLongEnough())));
    Box right = inner.inset(GRID_WIDTH + 18, 0, 0, 0);
    Table table = new Table(canvas, report, COLUMNS);
    table.draw(right, rows());
    note().draw(inner);
  }

  private CardNote note() {
    return new CardNote(canvas, words.say("risk.note"));
  }

  private RiskProfile risk() {
    return report.findings().risk();
  }

  private List<List<Cell>> rows() {
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(
        row(
            "gri",
            risk().gri().map(gri -> report.numbers().onePlace(gri.value())),
            risk().gri().map(gri -> words.say("risk.zone", gri.zone().name()))));
    rows.add(index("lbgi", risk().lbgi()));
    rows.add(index("hbgi", risk().hbgi()));
    rows.add(index("adrr", risk().adrr()));
    rows.add(row("cv", percent(MetricKey.CV), cvClass()));
    rows.add(row("sd", glucose(MetricKey.SD), Optional.empty()));
    rows.add(row("modd", glucose(MetricKey.MODD), Optional.empty()));
    rows.add(row("mag", glucose(MetricKey.MAG), Optional.empty()));
    return rows;
  }

  private List<Cell> index(String code, Optional<RiskProfile.Index> index) {
    return row(
        code,
        index.map(one -> report.numbers().onePlace(one.value())),
        index.map(one -> words.say(code(one.level()))));
  }

  private List<Cell> row(String code, Optional<String> value, Optional<String> level) {
    boolean known = value.isPresent() && isLongEnough();
    return List.of(
        Cell.of(words.say("risk." + code)),
        Cell.strong(known ? value.get() : words.say("none")),
        Cell.of(known ? level.orElse("") : ""),
        Cell.faint(words.say("risk." + code + ".meaning")));
  }

  /** Indices of risk speak of whole days. */
  private boolean isLongEnough() {
    return report.analysis().sufficiency().hoursWorn() >= Sufficiency.HOURS_NEEDED;
  }

  private Optional<String> cvClass() {
    OptionalDouble cv = report.analysis().metrics().value(MetricKey.CV);
    OptionalDouble goal = report.targets().cvGoal();
    if (cv.isEmpty() || goal.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        words.say(cv.getAsDouble() <= goal.getAsDouble() ? "risk.stable" : "risk.variable"));
  }

  private Optional<String> percent(MetricKey key) {
    OptionalDouble value = report.analysis().metrics().value(key);
    return value.isPresent()
        ? Optional.of(report.numbers().percent(value.getAsDouble()))
        : Optional.empty();
  }

  private Optional<String> glucose(MetricKey key) {
    OptionalDouble value = report.analysis().metrics().value(key);
    return value.isPresent()
        ? Optional.of(report.numbers().withUnit(report.numbers().difference(value.getAsDouble())))
        : Optional.empty();
  }

  private static String code(RiskClass level) {
    return switch (level) {
      case MINIMAL -> "risk.minimal";
      case LOW -> "risk.low";
      case MODERATE -> "risk.moderate";
      case HIGH -> "risk.high";
    };
  }
}
