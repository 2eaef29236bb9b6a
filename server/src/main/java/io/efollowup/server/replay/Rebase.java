package io.efollowup.server.replay;

import io.efollowup.glucose.GlucoseReading;
import io.efollowup.server.csv.SubjectReadings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Moves recorded readings by whole days, so that times of day stay true. */
public final class Rebase {
  private Rebase() {}

  /** The subjects with all readings moved by the same whole days, the last one at most now. */
  public static List<SubjectReadings> toEndBefore(Instant now, List<SubjectReadings> subjects) {
    Instant last =
        subjects.stream()
            .flatMap(subject -> subject.readings().stream())
            .map(GlucoseReading::at)
            .max(Comparator.naturalOrder())
            .orElse(now);
    Duration shift =
        Duration.ofDays(Math.floorDiv(Duration.between(last, now).toSeconds(), 86_400));
    return subjects.stream()
        .map(
            subject ->
                new SubjectReadings(
                    subject.id(),
                    subject.readings().stream().map(reading -> moved(reading, shift)).toList()))
        .toList();
  }

  private static GlucoseReading moved(GlucoseReading reading, Duration shift) {
    return new GlucoseReading(
        reading.at().plus(shift), reading.offset(), reading.value(), reading.trend());
  }
}
