package io.efollowup.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ReportCommandTest {
  private static final LocalDateTime BEGIN = LocalDateTime.parse("2026-05-10T00:00:00");

  @TempDir private Path directory;
  private final StringWriter err = new StringWriter();

  private int report(String... arguments) {
    CommandLine line = new CommandLine(new ReportCommand());
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  /** Two days of readings every 15 minutes. */
  private Path readings(String name, String... ids) throws IOException {
    StringBuilder csv = new StringBuilder("id,time,gl\n");
    for (String id : ids) {
      for (int i = 0; i < 192; i++) {
        LocalDateTime at = BEGIN.plusMinutes(15L * i);
        csv.append("%s,%s:00,%d%n".formatted(id, at.toString().replace('T', ' '), 90 + i % 60));
      }
    }
    return Files.writeString(directory.resolve(name), csv);
  }

  private List<String> written(String out) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(out))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void shouldWriteOneReportForEachSubjectOfSeveralFiles() throws IOException {
    Path first = readings("a.csv", "anna", "bert");
    Path second = readings("b.csv", "carl");
    String out = directory.resolve("out") + "/";
    assertThat(report(first.toString(), second.toString(), "--out", out)).isZero();
    assertThat(written("out"))
        .containsExactly("anna-seven-day.pdf", "bert-seven-day.pdf", "carl-seven-day.pdf");
    assertThat(Files.readAllBytes(directory.resolve("out/carl-seven-day.pdf")))
        .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void shouldSayWhereNightsAreNotThoseOfTheFilesTimes() throws IOException {
    Path local = readings("local.csv", "anna");
    Path stated =
        Files.writeString(
            directory.resolve("stated.csv"),
            Files.readString(local).replaceAll("(\\d) (\\S+),", "$1T$2+08:00,"));
    String out = directory.resolve("out") + "/";
    assertThat(report(local.toString(), "--out", out)).isZero();
    assertThat(err.toString()).doesNotContain("another offset");
    assertThat(report(stated.toString(), "--zone", "+08:00", "--out", out)).isZero();
    assertThat(err.toString()).doesNotContain("another offset");
    assertThat(report(stated.toString(), "--out", out)).isZero();
    assertThat(err.toString())
        .contains("192 reading(s) state another offset than that of UTC; days, nights");
  }

  @Test
  void shouldWriteTheOthersWhereOneFailsAndNameIt() throws IOException {
    Path file = readings("a.csv", "anna", "bert", "carl");
    Files.createDirectories(directory.resolve("out/bert-seven-day.json"));
    String out = directory.resolve("out") + "/";
    assertThat(report(file.toString(), "--format", "json", "--out", out)).isEqualTo(1);
    assertThat(directory.resolve("out/anna-seven-day.json")).isRegularFile();
    assertThat(directory.resolve("out/carl-seven-day.json")).isRegularFile();
    assertThat(err.toString()).contains("1 of 3 reports failed").contains("bert");
  }

  @Test
  void shouldSayWhoHasNoReadingsAndWriteTheOthers() throws IOException {
    Path file = readings("a.csv", "anna", "carl");
    Files.writeString(
        file, Files.readString(file) + "bert,2026-05-10 00:00:00,NA\nbert,2026-05-10 00:05:00,3\n");
    String out = directory.resolve("out") + "/";
    assertThat(report(file.toString(), "--format", "json", "--out", out)).isEqualTo(1);
    assertThat(written("out")).containsExactly("anna-seven-day.json", "carl-seven-day.json");
    assertThat(err.toString())
        .contains("bert: no row of this subject is a reading; there is no report")
        .doesNotContain("Exception");
  }

  @Test
  void shouldRefuseASubjectWithoutReadings() throws IOException {
    Path file =
        Files.writeString(directory.resolve("n.csv"), "id,time,gl\nbert,2026-05-10 00:00:00,NA\n");
    Path out = directory.resolve("a.pdf");
    // Whoever starts the command prints the sentence of this refusal.
    assertThat(report(file.toString(), "--subject", "bert", "--out", out.toString())).isEqualTo(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void shouldNotWriteTwoSubjectsIntoOneFile() throws IOException {
    Path file = readings("a.csv", "a/b", "a b");
    String out = directory.resolve("out") + "/";
    assertThat(report(file.toString(), "--format", "json", "--out", out)).isEqualTo(1);
    assertThat(err.toString()).contains("a/b");
  }

  @Test
  void shouldWriteTheAnalysisAsJsonWithItsEvents() throws IOException {
    Path file = readings("a.csv", "anna");
    Path events =
        Files.writeString(
            directory.resolve("e.csv"),
            "id,time,kind,carbs,foods,units,action\n"
                + "anna,2026-05-10 08:00:00,meal,45,rice-cooked,,\n"
                + "anna,2026-05-10 08:00:00,insulin,,,4,rapid\n");
    Path out = directory.resolve("anna.json");
    assertThat(report(file.toString(), "--events", events.toString(), "--out", out.toString()))
        .isZero();
    JsonNode json = new ObjectMapper().readTree(Files.readString(out));
    assertThat(json.path("kind").asText()).isEqualTo("seven-day");
    assertThat(json.path("subject").asText()).isEqualTo("anna");
    JsonNode analysis = json.path("analysis");
    assertThat(analysis.path("shares").path("readings").asInt()).isEqualTo(192);
    JsonNode logged = analysis.path("daily").get(0).path("events");
    assertThat(logged).hasSize(2);
    assertThat(logged.get(0).path("kind").asText()).isEqualTo("meal");
    assertThat(logged.get(0).path("foods").get(0).asText()).isEqualTo("rice-cooked");
    assertThat(logged.get(1).path("action").asText()).isEqualTo("rapid");
    assertThat(analysis.path("findings").path("blocks")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--kind weekly",
        "--lang fr",
        "--paper a5",
        "--targets x",
        "--format doc",
        "--kind ninety-day --goal foo=1",
        "--from 2026-05-10",
        "--from 10.5.2026 --to 11.5.2026"
      })
  void shouldExitWithTwoForWrongValuesOfOptions(String options) throws IOException {
    Path out = directory.resolve("a.pdf");
    List<String> arguments = new ArrayList<>(List.of(options.split(" ")));
    arguments.addAll(List.of("--out", out.toString(), readings("a.csv", "anna").toString()));
    assertThat(report(arguments.toArray(String[]::new))).as(err.toString()).isEqualTo(2);
    assertThat(err.toString()).contains("--").doesNotContain("Exception");
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"seven-day", "agp", "ninety-day"})
  void shouldWriteEachKindAsJson(String kind) throws IOException {
    Path file = readings("a.csv", "anna");
    Path out = directory.resolve(kind + ".json");
    assertThat(report(file.toString(), "--kind", kind, "--out", out.toString())).isZero();
    JsonNode json = new ObjectMapper().readTree(Files.readString(out));
    assertThat(json.path("kind").asText()).isEqualTo(kind);
    assertThat(json.path("analysis").findValues("shares")).isNotEmpty();
  }
}
