package io.efollowup.portal.internal.report;

import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.Sufficiency;
import io.efollowup.portal.internal.page.RangeLines;
import java.util.Optional;

/** Time in ranges with the goals of the patient's targets. */
final class RangeSection {
  private RangeSection() {}

  static Optional<Section> of(Reading reading) {
    SevenDayAnalysis analysis = reading.analysis();
    if (analysis.shares().total() == 0) {
      return Optional.empty();
    }
    // Goals are for whole days: less than one misses none.
    boolean judged = analysis.sufficiency().level() != Sufficiency.Level.TOO_SHORT;
    RangeLines lines =
        new RangeLines(
            reading.words(), reading.unit(), analysis.targets(), analysis.shares(), judged);
    return Optional.of(
        new Section(
            "ranges",
            reading.say("ranges.title"),
            new Section.Ranges(lines.view()),
            reading.say("ranges.note." + analysis.targets().group().code())));
  }
}
