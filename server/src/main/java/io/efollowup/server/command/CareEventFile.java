package io.efollowup.server.command;

import io.efollowup.glucose.CareEvent;
import io.efollowup.server.csv.EventsCsv;
import io.efollowup.telemetry.Terms;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the file that {@code --events} names. */
final class CareEventFile {
  private CareEventFile() {}

  /**
   * The events by subject; none where no file is named. Says on stderr how many of its words are in
   * no list of the platform, which keeps them as {@code other}.
   */
  static Map<String, List<CareEvent>> read(Optional<String> file, ZoneId zone, PrintWriter err)
      throws IOException {
    if (file.isEmpty()) {
      return Map.of();
    }
    try (Reader reader = FileOptions.open(file.get())) {
      Map<String, List<CareEvent>> events =
          EventsCsv.read(reader, FileOptions.name(file.get()), zone);
      long unknown =
          events.values().stream().flatMap(List::stream).mapToLong(CareEventFile::unknown).sum();
      if (unknown > 0) {
        err.println(
            "efollowup: %d word(s) for foods, activities or medicines are not in the platform's lists;"
                    .formatted(unknown)
                + " the record keeps them as other");
      }
      return events;
    }
  }

  private static long unknown(CareEvent event) {
    Terms terms = Terms.standard();
    return switch (event) {
      case CareEvent.Meal meal -> meal.foods().stream().filter(f -> !terms.isFood(f)).count();
      case CareEvent.Exercise exercise -> terms.isActivity(exercise.activity()) ? 0 : 1;
      case CareEvent.Medication medication -> terms.isMedication(medication.name()) ? 0 : 1;
      case CareEvent.Insulin ignored -> 0;
      case CareEvent.Fingerstick ignored -> 0;
    };
  }
}
