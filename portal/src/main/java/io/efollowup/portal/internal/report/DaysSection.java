package io.efollowup.portal.internal.report;

import io.efollowup.glucose.GlucoseZone;
import io.efollowup.insight.DayView;
import io.efollowup.portal.internal.view.GlucoseText;
import io.efollowup.portal.internal.view.TimeText;
import java.util.List;
import java.util.Optional;

/** Each day with its curve and what was logged. */
final class DaysSection {
  private DaysSection() {}

  static Optional<Section> of(Reading reading) {
    List<Section.Day> days =
        reading.analysis().daily().stream().map(day -> day(day, reading)).toList();
    return Optional.of(
        new Section(
            "days", reading.say("days.title"), new Section.Days(days), reading.say("days.note")));
  }

  private static Section.Day day(DayView day, Reading reading) {
    boolean empty = day.curve().isEmpty();
    return new Section.Day(
        day.date().toString(),
        TimeText.weekday(day.date(), reading.words()),
        TimeText.date(day.date(), true, reading.words()),
        empty
            ? reading.say("days.none")
            : reading.say(
                "days.figures",
                GlucoseText.share(day.figures().shares(), GlucoseZone.TARGET),
                reading.glucose(day.figures().mean()) + " " + reading.unit().symbol()),
        empty);
  }
}
