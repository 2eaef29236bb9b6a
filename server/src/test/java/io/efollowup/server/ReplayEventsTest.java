package io.efollowup.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.testkit.process.CommandRun;
import io.efollowup.testkit.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Care events of a file enter by the front door and stand in the stored patient's report. */
class ReplayEventsTest {
  private static final String EVENTS =
      """
      id,time,kind,carbs,protein,fat,fibre,foods,units,action,minutes,mets,activity,name,dose,unit,glucose
      anna,2026-05-11 08:00:00,meal,45,,,,rice-cooked;egg,,,,,,,,,
      anna,2026-05-11 07:55:00,insulin,,,,,,4,rapid,,,,,,,
      anna,2026-05-11 17:00:00,exercise,,,,,,,,30,,walking,,,,
      anna,2026-05-11 08:00:00,medication,,,,,,,,,,,metformin,500,mg,
      anna,2026-05-11 09:00:00,fingerstick,,,,,,,,,,,,,mg/dL,110
      """;

  @TempDir private Path temporary;

  @Test
  void shouldKeepEachEventOnceAndReportOnIt() throws Exception {
    Path data = temporary.resolve("data");
    Path readings = readings();
    Path events = Files.writeString(temporary.resolve("events.csv"), EVENTS);
    try (ServerProcess server = ServerProcess.serve(data)) {
      String patient = replay(data, readings, events);
      assertThat(replay(data, readings, events)).isEqualTo(patient);
      JsonNode status =
          json(CommandRun.efollowup("record", "status", "--format", "json", "--data", text(data)));
      assertThat(status.path("events").asInt()).isEqualTo(5);

      Path out = temporary.resolve("report.json");
      CommandRun report =
          CommandRun.efollowup(
              "report", "--patient", patient, "--out", text(out), "--data", text(data));
      assertThat(report.exit()).as(report.err()).isZero();
      JsonNode days =
          new ObjectMapper().readTree(Files.readString(out)).path("analysis").path("daily");
      List<String> kinds =
          days.get(1).path("events").findValuesAsText("kind").stream().sorted().toList();
      assertThat(kinds).containsExactly("exercise", "fingerstick", "insulin", "meal", "medication");
      shouldReportOnWhatWasImported(data, patient);
    }
  }

  private void shouldReportOnWhatWasImported(Path data, String patient) throws Exception {
    Path laboratory =
        Files.writeString(
            temporary.resolve("laboratory.csv"),
            "id,time,test,value,unit,laboratory%n%s,2026-05-09,hba1c,58,mmol/mol,City%n"
                .formatted(patient));
    Path goals =
        Files.writeString(
            temporary.resolve("goals.csv"),
            "id,goal,value,by%n%s,tir,70,2026-09-30%n".formatted(patient));
    for (String expected :
        List.of("values  1\ngoals              1", "values  0\ngoals              0")) {
      CommandRun run =
          CommandRun.efollowup(
              "record",
              "import",
              "--laboratory",
              text(laboratory),
              "--goals",
              text(goals),
              "--data",
              text(data));
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.out()).contains(expected);
    }
    Path out = temporary.resolve("ninety.json");
    CommandRun report =
        CommandRun.efollowup(
            "report",
            "--patient",
            patient,
            "--kind",
            "ninety-day",
            "--out",
            text(out),
            "--data",
            text(data));
    assertThat(report.exit()).as(report.err()).isZero();
    JsonNode analysis = json(Files.readString(out)).path("analysis");
    JsonNode value = analysis.path("laboratory").get(0).path("value");
    assertThat(value.path("value").asDouble()).isEqualTo(58);
    JsonNode goal = analysis.path("goals").get(0).path("goal");
    assertThat(goal.path("value").asDouble()).isEqualTo(70);
    assertThat(goal.path("by").asText()).isEqualTo("2026-09-30");
  }

  @Test
  void shouldSendNothingWhereAnEventCannotBeReadOrIsNobodys() throws Exception {
    Path data = temporary.resolve("data");
    Path readings = readings();
    Path broken =
        Files.writeString(
            temporary.resolve("broken.csv"), EVENTS.replace("insulin,,,,,,4", "insulin,,,,,,x"));
    Path stranger =
        Files.writeString(temporary.resolve("stranger.csv"), EVENTS.replace("anna", "nobody"));
    try (ServerProcess server = ServerProcess.serve(data)) {
      CommandRun first = sending(data, readings, broken);
      assertThat(first.exit()).isEqualTo(1);
      assertThat(first.err()).contains("broken.csv: line 3, column 9 (units)");
      CommandRun second = sending(data, readings, stranger);
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.err()).contains("nobody").contains("nothing was sent");
      JsonNode status =
          json(CommandRun.efollowup("record", "status", "--format", "json", "--data", text(data)));
      assertThat(status.path("readings").asInt()).isZero();
    }
  }

  private Path readings() throws IOException {
    StringBuilder csv = new StringBuilder("id,time,gl\n");
    LocalDateTime begin = LocalDateTime.parse("2026-05-10T00:00:00");
    for (int i = 0; i < 288; i++) {
      String at = begin.plusMinutes(15L * i).toString().replace('T', ' ');
      csv.append("anna,%s:00,%d%n".formatted(at, 90 + i % 60));
    }
    return Files.writeString(temporary.resolve("readings.csv"), csv);
  }

  private static CommandRun sending(Path data, Path readings, Path events) throws Exception {
    return CommandRun.efollowup(
        "replay", text(readings), "--events", text(events), "--data", text(data));
  }

  private static String replay(Path data, Path readings, Path events) throws Exception {
    CommandRun run = sending(data, readings, events);
    assertThat(run.exit()).as(run.err()).isZero();
    String[] row = run.out().strip().lines().toList().getLast().split(",");
    assertThat(row[3]).isEqualTo("293");
    return row[2];
  }

  private static String text(Path path) {
    return path.toString();
  }

  private static JsonNode json(CommandRun run) throws IOException {
    return json(run.out());
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
