package io.efollowup.portal.internal.report;

import io.efollowup.insight.RiskProfile;
import io.efollowup.portal.internal.report.Section.Cell;
import io.efollowup.portal.internal.view.GlucoseText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Indices of risk with their classes. */
final class RiskSection {
  private RiskSection() {}

  static Optional<Section> of(Reading reading) {
    RiskProfile risk = reading.analysis().findings().risk();
    List<List<Cell>> rows = new ArrayList<>();
    risk.gri()
        .ifPresent(
            gri ->
                rows.add(
                    row("gri", gri.value(), reading.say("risk.zone", gri.zone().name()), reading)));
    index("lbgi", risk.lbgi(), rows, reading);
    index("hbgi", risk.hbgi(), rows, reading);
    index("adrr", risk.adrr(), rows, reading);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Cell> heads =
        List.of(
            Cell.text(reading.say("column.index")),
            Cell.number(reading.say("column.value")),
            Cell.text(reading.say("column.class")));
    return Optional.of(
        new Section(
            "risk",
            reading.say("risk.title"),
            new Section.Table(heads, rows, ""),
            reading.say("risk.note")));
  }

  private static void index(
      String key, Optional<RiskProfile.Index> index, List<List<Cell>> rows, Reading reading) {
    index.ifPresent(
        it -> rows.add(row(key, it.value(), reading.say("risk." + it.level().name()), reading)));
  }

  private static List<Cell> row(String key, double value, String level, Reading reading) {
    return List.of(
        Cell.text(reading.say("risk." + key)),
        Cell.number(GlucoseText.decimals(value, 1)),
        Cell.text(level));
  }
}
