package io.efollowup.portal.internal.report;

import io.efollowup.insight.TimeBlock;
import io.efollowup.portal.internal.report.Section.Cell;
import java.util.List;
import java.util.Optional;

/** The parts of the day. */
final class BlocksSection {
  private BlocksSection() {}

  static Optional<Section> of(Reading reading) {
    List<List<Cell>> rows =
        reading.analysis().findings().blocks().stream()
            .filter(block -> block.shares().total() > 0)
            .map(block -> row(block, reading))
            .toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Cell> heads =
        List.of(
            Cell.text(reading.say("blocks.part")),
            Cell.number(reading.say("column.mean", reading.unit().symbol())),
            Cell.number(reading.say("column.below")),
            Cell.number(reading.say("column.in-range")),
            Cell.number(reading.say("column.above")));
    return Optional.of(
        new Section(
            "blocks",
            reading.say("blocks.title"),
            new Section.Table(heads, rows, ""),
            reading.say("blocks.note")));
  }

  private static List<Cell> row(TimeBlock block, Reading reading) {
    double low = block.lowPercent();
    double high = block.highPercent();
    return List.of(
        Cell.text(reading.say("block." + block.kind().name())),
        Cell.number(reading.glucose(block.mean())),
        Cell.number(reading.percent(low), low > 0 ? "low" : ""),
        Cell.number(reading.percent(Math.max(0, 100 - low - high))),
        Cell.number(reading.percent(high), high > 0 ? "high" : ""));
  }
}
