package io.efollowup.portal.internal.report;

import io.efollowup.insight.ReviewedStretch;
import io.efollowup.insight.Stretch;
import io.efollowup.portal.internal.report.Section.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lows, all of them, and the longest highs. */
final class StretchesSection {
  private static final int MOST_HIGHS = 10;

  private StretchesSection() {}

  static Optional<Section> of(Reading reading) {
    List<ReviewedStretch> all = reading.analysis().findings().stretches();
    List<ReviewedStretch> shown =
        new ArrayList<>(all.stream().filter(ReviewedStretch::isLow).toList());
    List<ReviewedStretch> highs =
        all.stream()
            .filter(stretch -> !stretch.isLow())
            .sorted(
                Comparator.comparing((ReviewedStretch it) -> it.stretch().duration()).reversed())
            .limit(MOST_HIGHS)
            .toList();
    shown.addAll(highs);
    shown.sort(Comparator.comparing(it -> it.stretch().from()));
    long allHighs = all.stream().filter(stretch -> !stretch.isLow()).count();
    return Optional.of(
        new Section(
            "stretches",
            reading.say("stretches.title"),
            new Section.Table(
                List.of(
                    Cell.text(reading.say("column.when")),
                    Cell.text(reading.say("column.side")),
                    Cell.number(reading.say("column.length")),
                    Cell.number(reading.say("column.extreme", reading.unit().symbol())),
                    Cell.text(reading.say("column.remark"))),
                shown.stream().map(stretch -> row(stretch, reading)).toList(),
                reading.say(
                    reading.analysis().findsStretches()
                        ? "stretches.none"
                        : "stretches.none.sparse")),
            allHighs > MOST_HIGHS
                ? reading.say(
                    "stretches.more", Integer.toString(MOST_HIGHS), Long.toString(allHighs))
                : ""));
  }

  private static List<Cell> row(ReviewedStretch reviewed, Reading reading) {
    Stretch stretch = reviewed.stretch();
    String zone = (stretch.severe() ? "very-" : "") + (reviewed.isLow() ? "low" : "high");
    return List.of(
        Cell.text(reading.span(stretch.from(), stretch.to())),
        Cell.text(reading.words().say("zone." + zone)),
        Cell.number(reading.minutes(stretch.duration())),
        Cell.number(reading.value(stretch.extreme()), zone),
        Cell.text(remark(reviewed, reading)));
  }

  private static String remark(ReviewedStretch reviewed, Reading reading) {
    if (reviewed.compressionSuspected()) {
      return reading.say("remark.compression");
    }
    if (reviewed.isLow() && reviewed.notice() == ReviewedStretch.Notice.NOTHING_LOGGED) {
      return reading.say("remark.unnoticed");
    }
    return reviewed.atNight() ? reading.say("remark.night") : "";
  }
}
