package io.efollowup.server.replay;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Moves what is recorded by whole days, so that times of day stay true. */
public final class Rebase {
  private Rebase() {}

  /**
   * The subjects with all readings and events moved by the same whole days, the last one at most
   * now.
   */
  public static List<RecordedSubject> toEndBefore(Instant now, List<RecordedSubject> subjects) {
    Instant last =
        subjects.stream()
            .flatMap(RecordedSubject::times)
            .max(Comparator.naturalOrder())
            .orElse(now);
    Duration shift =
        Duration.ofDays(Math.floorDiv(Duration.between(last, now).toSeconds(), 86_400));
    return subjects.stream()
        .map(
            subject ->
                new RecordedSubject(
                    subject.id(),
                    subject.readings().stream().map(reading -> moved(reading, shift)).toList(),
                    subject.events().stream().map(event -> moved(event, shift)).toList()))
        .toList();
  }

  private static GlucoseReading moved(GlucoseReading reading, Duration shift) {
    return new GlucoseReading(
        reading.at().plus(shift), reading.offset(), reading.value(), reading.trend());
  }

  private static CareEvent moved(CareEvent event, Duration shift) {
    return EventCopies.with(event, event.id(), event.at().plus(shift));
  }
}
