package io.efollowup.portal.internal.report;

import io.efollowup.insight.Effect;
import io.efollowup.portal.internal.report.Section.Cell;
import java.util.List;
import java.util.Optional;

/** Exercise and medicines beside the same time of other days. */
final class EffectsSection {
  private EffectsSection() {}

  static Optional<Section> of(Reading reading) {
    List<Effect> effects = reading.analysis().findings().effects();
    if (effects.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Section(
            "effects",
            reading.say("effects.title"),
            new Section.Table(
                List.of(
                    Cell.text(reading.say("column.what")),
                    Cell.number(reading.say("column.times")),
                    Cell.number(reading.say("column.difference", reading.unit().symbol())),
                    Cell.text(reading.say("column.says"))),
                effects.stream().map(effect -> row(effect, reading)).toList(),
                ""),
            reading.say("effects.note")));
  }

  private static List<Cell> row(Effect effect, Reading reading) {
    return switch (effect) {
      case Effect.Estimated it ->
          row(
              it,
              "%s (%s … %s)"
                  .formatted(
                      reading.difference(it.differenceMgdl()),
                      reading.difference(it.fromMgdl()),
                      reading.difference(it.toMgdl())),
              reading.say("effect." + it.direction().name(), Integer.toString(it.compared())),
              reading);
      case Effect.Unknown it ->
          row(it, "—", reading.say("effect.reason." + it.reason().name()), reading);
    };
  }

  private static List<Cell> row(Effect effect, String difference, String says, Reading reading) {
    return List.of(
        Cell.text(reading.words().term(effect.subject().name())),
        Cell.number(Integer.toString(effect.times())),
        Cell.number(difference),
        Cell.text(says));
  }
}
