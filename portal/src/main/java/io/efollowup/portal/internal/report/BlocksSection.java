package io.efollowup.portal.internal.report;

import io.efollowup.glucose.GlucoseZone;
import io.efollowup.insight.Targets;
import io.efollowup.insight.TimeBlock;
import io.efollowup.portal.internal.report.Section.Cell;
import io.efollowup.portal.internal.view.GlucoseText;
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
    return List.of(
        Cell.text(reading.say("block." + block.kind().name())),
        Cell.number(reading.glucose(block.mean())),
        share(block, GlucoseZone.LOW, "low"),
        share(block, GlucoseZone.TARGET, ""),
        share(block, GlucoseZone.HIGH, "high"));
  }

  private static Cell share(TimeBlock block, GlucoseZone zone, String shade) {
    return Cell.number(
        GlucoseText.share(block.shares(), zone),
        Targets.percentForGoal(block.shares(), zone) > 0 ? shade : "");
  }
}
