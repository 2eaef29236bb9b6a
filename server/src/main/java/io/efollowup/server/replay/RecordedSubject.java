package io.efollowup.server.replay;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.server.csv.SubjectReadings;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What is recorded of one subject: readings, and what was logged beside them. */
public record RecordedSubject(String id, List<GlucoseReading> readings, List<CareEvent> events) {
  public RecordedSubject {
    readings = List.copyOf(readings);
    events = List.copyOf(events);
  }

  /** Readings alone. */
  public static RecordedSubject of(SubjectReadings subject) {
    return new RecordedSubject(subject.id(), subject.readings(), List.of());
  }

  /** How many readings and events there are. */
  public int size() {
    return readings.size() + events.size();
  }

  Stream<Instant> times() {
    return Stream.concat(
        readings.stream().map(GlucoseReading::at), events.stream().map(CareEvent::at));
  }
}
