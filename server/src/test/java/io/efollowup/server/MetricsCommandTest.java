package io.efollowup.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.testkit.process.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics command as people and scripts use it. */
class MetricsCommandTest {
  @TempDir private Path directory;

  @Test
  void shouldNotDependOnTheOrderOfRowsOrTheirDivisionIntoFiles() throws IOException {
    List<String> rows = wave("a", 400);
    Path whole = file("whole.csv", rows);
    List<String> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(7));
    Path first = file("first.csv", shuffled.subList(0, 150));
    Path second = file("second.csv", shuffled.subList(150, 400));

    CommandRun one = CommandRun.efollowup("metrics", whole.toString(), "--format", "csv");
    CommandRun two =
        CommandRun.efollowup("metrics", first.toString(), second.toString(), "--format", "csv");

    assertThat(one.exit()).as(one.err()).isZero();
    assertThat(one.out()).contains("a,mage,").contains("a,pgs,");
    assertThat(two.out()).isEqualTo(one.out());
    assertThat(two.err()).contains("1 subject(s) stand in a further file; joined");
  }

  @Test
  void shouldSayWhatIsUnavailableOnStderrAndInJsonAndPrintNoRow() throws IOException {
    Path file = file("short.csv", wave("a", 20));

    CommandRun csv = CommandRun.efollowup("metrics", file.toString(), "--format", "csv");
    CommandRun json = CommandRun.efollowup("metrics", file.toString(), "--format", "json");

    assertThat(csv.exit()).isZero();
    assertThat(csv.out()).doesNotContain("modd").doesNotContain("NaN");
    assertThat(csv.err())
        .contains(
            "efollowup: no modd for a: It needs values at the same time of day on two days"
                + " running.");
    JsonNode subject = new ObjectMapper().readTree(json.out()).get(0);
    assertThat(subject.path("subject").asText()).isEqualTo("a");
    assertThat(subject.path("metrics").has("mean")).isTrue();
    assertThat(subject.path("metrics").has("modd")).isFalse();
    assertThat(subject.path("unavailable").path("modd").asText()).startsWith("It needs values");
  }

  @Test
  void shouldSayWhereDaysAreNotThoseOfTheFilesTimes() throws IOException {
    Path shanghai =
        file(
            "shanghai.csv",
            List.of("a,2026-05-10T23:55:00+08:00,100", "a,2026-05-11T00:10:00+08:00,104"));

    CommandRun utc = CommandRun.efollowup("metrics", shanghai.toString());
    CommandRun there =
        CommandRun.efollowup("metrics", shanghai.toString(), "--zone", "Asia/Shanghai");

    assertThat(utc.exit()).isZero();
    assertThat(utc.err())
        .contains(
            "efollowup: 2 reading(s) state another offset than that of UTC; days, nights and times"
                + " of day are those of UTC (is --zone right?)");
    assertThat(there.err()).doesNotContain("another offset");
  }

  @Test
  void shouldSayOfSomebodyWithoutAReadingWhyThereIsNothing() throws IOException {
    Path file =
        file(
            "none.csv",
            List.of("a,2026-05-10 00:00:00,NA", "a,2026-05-10 00:05:00,5", row("b", 0, 112)));

    CommandRun csv = CommandRun.efollowup("metrics", file.toString(), "--format", "csv");
    CommandRun json = CommandRun.efollowup("metrics", file.toString(), "--format", "json");
    CommandRun agp = CommandRun.efollowup("metrics", file.toString(), "--agp");

    assertThat(csv.exit()).as(csv.err()).isZero();
    assertThat(csv.out()).contains("b,mean,112").doesNotContain("a,");
    assertThat(csv.err())
        .contains("no mean for a: It needs at least 1 reading with a number; the trace has 0.")
        .contains("no tir_70_180 for a: ");
    JsonNode subject = new ObjectMapper().readTree(json.out()).get(0);
    assertThat(subject.path("subject").asText()).isEqualTo("a");
    assertThat(subject.path("metrics")).isEmpty();
    assertThat(subject.path("unavailable")).hasSizeGreaterThan(60);
    assertThat(agp.exit()).isZero();
    assertThat(agp.out().lines()).hasSize(1);
    assertThat(agp.err())
        .contains("no percentiles for a: It needs at least 2 readings with a number")
        .contains("no percentiles for b: It needs at least 2 readings with a number");
  }

  @Test
  void shouldPrintHowGlucoseAnsweredMeals() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i <= 60; i++) {
      int value = i <= 24 ? 100 : i <= 36 ? 100 + 5 * (i - 24) : Math.max(130, 160 - 5 * (i - 36));
      rows.add(row("a", 5 * i, value));
    }
    Path readings = file("readings.csv", rows);
    Path meals =
        Files.writeString(
            directory.resolve("meals.csv"),
            """
            id,meal,mealtime
            a,"rice, fish",2026-05-10 02:01:00
            a,late,2026-05-12 09:00:00
            b,bread,2026-05-10 02:00:00
            """);

    CommandRun csv =
        CommandRun.efollowup("metrics", readings.toString(), "--meals", meals.toString());
    CommandRun json =
        CommandRun.efollowup(
            "metrics", readings.toString(), "--meals", meals.toString(), "--format", "json");

    assertThat(csv.exit()).as(csv.err()).isZero();
    assertThat(csv.out().lines())
        .containsExactly(
            "id,time,meal,deltag,deltat,basereco",
            "a,2026-05-10 02:00:00,\"rice, fish\",60,60,0.5");
    assertThat(csv.err())
        .contains("the meal of a at 2026-05-12 09:00:00: No reading is near the meal.")
        .contains("the meal of b at 2026-05-10 02:00:00: There are no readings of this subject.");
    JsonNode answers = new ObjectMapper().readTree(json.out());
    assertThat(answers).hasSize(3);
    assertThat(answers.get(0).path("deltag").asInt()).isEqualTo(60);
    assertThat(answers.get(2).path("unavailable").asText()).contains("no readings");
  }

  @Test
  void shouldRefuseTwoKindsOfOutputAtOnce() throws IOException {
    Path file = file("short.csv", wave("a", 20));
    CommandRun run =
        CommandRun.efollowup("metrics", file.toString(), "--agp", "--meals", file.toString());
    assertThat(run.exit()).isEqualTo(2);
  }

  private Path file(String name, List<String> rows) throws IOException {
    return Files.writeString(
        directory.resolve(name), "id,time,gl\n" + String.join("\n", rows) + "\n");
  }

  private static List<String> wave(String id, int count) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(id, 5 * i, 140 + (int) (60 * Math.sin(i / 11.0))));
    }
    return rows;
  }

  private static String row(String id, int minute, int value) {
    return "%s,2026-05-%02d %02d:%02d:00,%d"
        .formatted(id, 10 + minute / 1440, minute / 60 % 24, minute % 60, value);
  }
}
