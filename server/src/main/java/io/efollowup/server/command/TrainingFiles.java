package io.efollowup.server.command;

import io.efollowup.forecast.outlook.TrainingSubject;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.server.csv.ReadingsCsv;
import io.efollowup.server.csv.SubjectReadings;
import io.efollowup.server.csv.TrainingSuiteCsv;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The data sets of suites, read.
 *
 * @param entries one for each data set
 * @param subjects of all of them
 */
record TrainingFiles(List<TrainingSuiteCsv.Entry> entries, List<TrainingSubject> subjects) {

  /** Reads suites and the data sets beside each; says on {@code err} what it finds. */
  static TrainingFiles read(List<String> suites, PrintWriter err) throws IOException {
    List<TrainingSuiteCsv.Entry> entries = new ArrayList<>();
    List<TrainingSubject> subjects = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String suite : suites) {
      for (TrainingSuiteCsv.Entry entry : entries(suite)) {
        if (!names.add(entry.dataset())) {
          throw new IOException("the suites have two data sets of one name; leave one");
        }
        entries.add(entry);
        subjects.addAll(subjects(suite, entry, err));
      }
    }
    return new TrainingFiles(List.copyOf(entries), List.copyOf(subjects));
  }

  private static List<TrainingSuiteCsv.Entry> entries(String suite) throws IOException {
    try (Reader reader = FileOptions.open(suite)) {
      return TrainingSuiteCsv.read(reader, FileOptions.name(suite));
    }
  }

  private static List<TrainingSubject> subjects(
      String suite, TrainingSuiteCsv.Entry entry, PrintWriter err) throws IOException {
    String file = Path.of(suite).resolveSibling(entry.file()).toString();
    ReadingsCsv readings;
    try (Reader reader = FileOptions.open(file)) {
      readings = ReadingsCsv.read(reader, file, ZoneOffset.UTC, GlucoseUnit.MG_DL);
    }
    FileOptions.tellOmissions(readings, err);
    err.println(
        "efollowup: %s: %d readings in %d wears"
            .formatted(entry.dataset(), readings.size(), readings.subjects().size()));
    return readings.subjects().stream()
        .filter(subject -> !subject.readings().isEmpty())
        .map(subject -> subject(entry, subject))
        .toList();
  }

  private static TrainingSubject subject(TrainingSuiteCsv.Entry entry, SubjectReadings subject) {
    return new TrainingSubject(
        entry.dataset(),
        entry.person(subject.id()),
        subject.trace(),
        subject.readings().getFirst().offset(),
        entry.wearer());
  }
}
