package io.efollowup.bench;

import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.server.csv.SubjectReadings;
import io.efollowup.server.demo.SimulatedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Simulated wears as CSV files. */
final class CsvFiles {
  static final Instant END = Instant.parse("2026-05-10T00:00:00Z");

  private CsvFiles() {}

  /** Writes the file and returns how many readings it holds; values in mmol/L. */
  static long write(Path file, int subjects, int days) {
    List<SubjectReadings> simulated = SimulatedFile.readings(subjects, days, END);
    StringBuilder csv = new StringBuilder("id,time,gl\n");
    for (SubjectReadings subject : simulated) {
      for (GlucoseReading reading : subject.readings()) {
        csv.append(subject.id())
            .append(',')
            .append(reading.statedAt())
            .append(',')
            .append(
                switch (reading.value()) {
                  case GlucoseValue.Measured(var glucose) -> Double.toString(glucose.mmol());
                  case GlucoseValue.OutOfRange range -> range.name();
                })
            .append('\n');
      }
    }
    try {
      Files.writeString(file, csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return simulated.stream().mapToLong(subject -> subject.readings().size()).sum();
  }
}
