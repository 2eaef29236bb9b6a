package io.efollowup.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.testkit.process.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose time of day a forecast has, and that nobody of the file is passed over. */
class ForecastPredictTest {
  @TempDir private Path directory;

  @BeforeEach
  void writeReadings() throws IOException {
    StringBuilder csv = new StringBuilder("id,time,gl\n");
    OffsetDateTime time = OffsetDateTime.parse("2026-05-10T00:00:00+08:00");
    for (int i = 0; i < 60; i++) {
      csv.append("a,%s,%d\n".formatted(time.plusMinutes(5L * i), 120 + i % 7));
    }
    csv.append("silent,2026-05-10T00:00:00+08:00,NA\n");
    Files.writeString(directory.resolve("readings.csv"), csv);
  }

  private List<String> predict(String... more) {
    List<String> words = new ArrayList<>(List.of("forecast", "predict", "--file"));
    words.add(directory.resolve("readings.csv").toString());
    words.addAll(List.of(more));
    CommandRun run = CommandRun.efollowup(words.toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out().lines().toList();
  }

  @Test
  void shouldTakeTheTimeOfDayFromTheReadings() {
    List<String> rows = predict("--at", "2026-05-09T20:32:00Z", "--zone", "America/New_York");

    assertThat(rows)
        .isEqualTo(predict("--at", "2026-05-10T04:32:00+08:00", "--zone", "America/New_York"));
    assertThat(rows.get(1)).startsWith("a,2026-05-10T04:32:00+08:00,5,mg/dL,");
    assertThat(rows.getLast())
        .startsWith("silent,2026-05-09T16:32:00-04:00,,")
        .contains("too little to go on");
  }

  @Test
  void shouldNameSubjectsWithoutAReading() {
    List<String> rows = predict("--diabetes", "type-1", "--rounding", "Whole_mgdl");

    assertThat(rows).hasSize(1 + 24 + 1);
    assertThat(rows.getLast())
        .isEqualTo("silent,,,,,,,,,,,,,,,,too little to go on: no row of the subject is a reading");
    assertThat(String.join(" ", predict("--format", "json"))).contains("\"silent\"");
  }
}
