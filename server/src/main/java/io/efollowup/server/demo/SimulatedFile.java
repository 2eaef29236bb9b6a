package io.efollowup.server.demo;

import io.efollowup.glucose.GlucoseReading;
import io.efollowup.server.csv.SubjectReadings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The simulated cohort's past as readings, for benchmarks and rehearsals. */
public final class SimulatedFile {
  private SimulatedFile() {}

  /**
   * Readings of the last days.
   *
   * @param subjects how many people
   * @param days how many days up to {@code end}
   */
  public static List<SubjectReadings> readings(int subjects, int days, Instant end) {
    return IntStream.range(0, subjects).mapToObj(i -> subject(i, days, end)).toList();
  }

  private static SubjectReadings subject(int index, int days, Instant end) {
    SimulatedPatient patient =
        new SimulatedPatient(
            1000 + index, Profile.CLINIC.get(index % Profile.CLINIC.size()), ZoneOffset.UTC);
    List<GlucoseReading> readings = new ArrayList<>();
    Instant at = patient.nextReading(end.minus(Duration.ofDays(days)));
    while (at.isBefore(end)) {
      readings.add(patient.readingAt(at));
      at = patient.nextReading(at.plusSeconds(1));
    }
    return new SubjectReadings("simulated-" + (index + 1), readings);
  }
}
