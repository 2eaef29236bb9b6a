package io.efollowup.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.testkit.SharedData;
import io.efollowup.testkit.shanghai.ShanghaiFiles;
import io.efollowup.testkit.shanghai.ShanghaiReader;
import io.efollowup.testkit.shanghai.ShanghaiWear;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Reports of real wears with meals, insulin and medicines. */
class ShanghaiReportTest {
  private static final List<String> A_FEW =
      List.of(
          "Shanghai_T1DM/1002_0_20210504.csv",
          "Shanghai_T1DM/1005_0_20210522.csv",
          "Shanghai_T2DM/2012_0_20220126.csv",
          "Shanghai_T2DM/2045_0_20201216.csv",
          "Shanghai_T2DM/2085_0_20200907.csv");

  @TempDir private Path directory;

  @Test
  void shouldReportOnAFewWears() throws IOException {
    Path data = SharedData.assume("data/shanghai");
    List<ShanghaiWear> wears = new ArrayList<>();
    for (String file : A_FEW) {
      wears.add(new ShanghaiReader(false).read(data.resolve(file)));
    }
    write(wears, "zh");
    Set<String> kinds = new TreeSet<>();
    for (ShanghaiWear wear : wears) {
      kinds.addAll(kinds(wear));
    }
    assertThat(kinds).containsExactly("fingerstick", "insulin", "meal", "medication");
  }

  @Test
  @Tag("soak")
  void shouldReportOnAllWears() throws IOException {
    write(ShanghaiFiles.read(SharedData.assume("data/shanghai"), false), "en");
  }

  /** Writes each wear's report as PDF and as JSON. */
  private void write(List<ShanghaiWear> wears, String language) throws IOException {
    ShanghaiFiles.write(wears, directory);
    for (String format : List.of("pdf", "json")) {
      String[] arguments = {
        directory.resolve("readings.csv").toString(),
        "--events",
        directory.resolve("events.csv").toString(),
        "--zone",
        "Asia/Shanghai",
        "--unit",
        "mmol",
        "--file-unit",
        "mgdl",
        "--lang",
        language,
        "--format",
        format,
        "--out",
        directory.resolve(format) + "/"
      };
      assertThat(new CommandLine(new ReportCommand()).execute(arguments)).isZero();
      try (Stream<Path> files = Files.list(directory.resolve(format))) {
        assertThat(files).hasSize(wears.size());
      }
    }
  }

  private Set<String> kinds(ShanghaiWear wear) throws IOException {
    JsonNode report =
        new ObjectMapper()
            .readTree(Files.readString(directory.resolve("json/" + wear.id() + "-seven-day.json")));
    Set<String> kinds = new TreeSet<>();
    for (JsonNode day : report.path("analysis").path("daily")) {
      day.path("events").forEach(event -> kinds.add(event.path("kind").asText()));
    }
    return kinds;
  }
}
