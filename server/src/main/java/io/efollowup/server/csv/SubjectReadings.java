package io.efollowup.server.csv;

import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseTrace;
import java.util.List;

/**
 * One subject's readings in the order of the file.
 *
 * @param id as the file names them
 * @param readings none where every row of the subject is without a value, or impossible
 */
public record SubjectReadings(String id, List<GlucoseReading> readings) {
  public SubjectReadings {
    readings = List.copyOf(readings);
  }

  public GlucoseTrace trace() {
    return GlucoseTrace.of(readings);
  }
}
