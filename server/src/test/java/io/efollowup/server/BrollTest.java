package io.efollowup.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.testkit.SharedData;
import io.efollowup.testkit.process.CommandRun;
import io.efollowup.testkit.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real readings of five people, sent through the front door, give the figures of the field. */
class BrollTest {
  /** The platform's names of the reference's metrics. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("mean_glu,mean", "mean"),
          Map.entry("sd_glu,SD", "sd"),
          Map.entry("cv_glu,CV", "cv"),
          Map.entry("gmi,GMI", "gmi"),
          Map.entry("in_range_percent,in_range_70_180", "tir_70_180"),
          Map.entry("below_percent,below_54", "tbr_54"),
          Map.entry("below_percent,below_70", "tbr_70"),
          Map.entry("above_percent,above_180", "tar_180"),
          Map.entry("above_percent,above_250", "tar_250"));

  @TempDir private Path temporary;

  @Test
  void shouldKeepAllReadingsOnceAndGiveTheGoldenFigures() throws Exception {
    Path broll = SharedData.assume("data/glucobench/broll2021.csv");
    Path golden = SharedData.assume("data/iglu/golden-metrics-subjects-1-3.csv");
    Path data = temporary.resolve("data");
    try (ServerProcess server = ServerProcess.serve(data)) {
      Map<String, String> patients = replay(broll, data);
      assertThat(replay(broll, data)).isEqualTo(patients);
      JsonNode status =
          new ObjectMapper()
              .readTree(
                  CommandRun.efollowup(
                          "record", "status", "--format", "json", "--data", data.toString())
                      .out());
      assertThat(status.path("readings").asInt()).isEqualTo(13_866);

      String password =
          CommandRun.efollowup(
                  "user", "create", "dr", "--role", "doctor", "--data", data.toString())
              .out()
              .strip();
      PortalApi api = PortalApi.signIn(server, "dr", password);
      Map<String, JsonNode> metrics = new HashMap<>();
      for (String line : Files.readAllLines(golden)) {
        String[] fields = line.split(",");
        String key = NAMES.get(fields[1] + "," + fields[2]);
        if (key != null) {
          JsonNode table =
              metrics.computeIfAbsent(fields[0], subject -> metrics(api, patients.get(subject)));
          double expected = Double.parseDouble(fields[3]);
          assertThat(table.path(key).asDouble(Double.NaN))
              .as(fields[0] + " " + key)
              .isCloseTo(expected, within(Math.max(1e-9, Math.abs(expected) * 1e-6)));
        }
      }
      assertThat(metrics).hasSize(3);
    }
  }

  private static JsonNode metrics(PortalApi api, String patient) {
    try {
      JsonNode answer =
          api.get(
              "/api/v1/patients/%s/metrics?from=2015-01-01T00:00:00Z&to=2016-01-01T00:00:00Z"
                  .formatted(patient));
      return answer.has("metrics") ? answer.path("metrics") : answer;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> replay(Path file, Path data) {
    CommandRun run =
        CommandRun.efollowup(
            "replay", file.toString(), "--speed", "max", "--data", data.toString());
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out()
        .lines()
        .skip(1)
        .map(line -> line.split(","))
        .peek(fields -> assertThat(fields[3]).isEqualTo(fields[4]))
        .collect(Collectors.toMap(fields -> fields[0], fields -> fields[2]));
  }
}
