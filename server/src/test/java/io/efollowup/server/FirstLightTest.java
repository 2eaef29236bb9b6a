package io.efollowup.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.server.csv.SubjectReadings;
import io.efollowup.server.demo.SimulatedFile;
import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.CommandRun;
import io.efollowup.testkit.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readings go from devices through the front door to record, page and report, in real processes.
 */
class FirstLightTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant END = Instant.parse("2026-05-10T00:00:00Z");

  @TempDir private Path temporary;
  private Path data;
  private Path file;
  private ServerProcess server;
  private List<SubjectReadings> subjects;

  @BeforeEach
  void start() throws IOException {
    data = temporary.resolve("data");
    subjects = SimulatedFile.readings(3, 7, END);
    file = temporary.resolve("readings.csv");
    Files.writeString(file, csv(subjects));
    server = ServerProcess.serve(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String csv(List<SubjectReadings> subjects) {
    StringBuilder csv = new StringBuilder("id,time,gl\n");
    for (SubjectReadings subject : subjects) {
      subject
          .readings()
          .forEach(
              reading ->
                  csv.append(subject.id())
                      .append(',')
                      .append(reading.statedAt())
                      .append(',')
                      .append(text(reading.value()))
                      .append('\n'));
    }
    return csv.toString();
  }

  private static String text(GlucoseValue value) {
    return switch (value) {
      case GlucoseValue.Measured(var glucose) -> Double.toString(glucose.in(GlucoseUnit.MMOL_L));
      case GlucoseValue.OutOfRange.LOW -> "LOW";
      case GlucoseValue.OutOfRange.HIGH -> "HIGH";
    };
  }

  private CommandRun run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data.toString()));
    return CommandRun.efollowup(all.toArray(String[]::new));
  }

  private JsonNode status() throws IOException {
    CommandRun run = run("record", "status", "--format", "json");
    assertThat(run.exit()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  private CommandRun replay() {
    CommandRun run = run("replay", file.toString(), "--speed", "max", "--unit", "mmol");
    assertThat(run.exit()).as(run.err()).isZero();
    return run;
  }

  @Test
  void shouldStoreEachReadingOnceHoweverOftenItIsSent() throws Exception {
    int sent = subjects.stream().mapToInt(subject -> subject.readings().size()).sum();

    CommandRun first = replay();
    CommandRun second = replay();

    assertThat(first.out()).isEqualTo(second.out());
    assertThat(first.out().lines().count()).isEqualTo(4);
    assertThat(status().path("readings").asInt()).isEqualTo(sent);
    // The server's own entries, which come now and then, wait for a moment as well.
    Await.until("nothing waits", () -> status().path("lag").asInt(1) == 0);
    assertThat(status().path("patients").asInt()).isEqualTo(3);
  }

  @Test
  void shouldShowEveryReadingThroughTheApiAndWriteTheReport() throws Exception {
    replay();
    CommandRun account = run("user", "create", "dr.test", "--role", "doctor");
    PortalApi api = PortalApi.signIn(server, "dr.test", account.out().strip());

    JsonNode patients = api.get("/api/v1/patients");
    List<JsonNode> listed = new ArrayList<>();
    (patients.isArray() ? patients : patients.path("patients")).forEach(listed::add);
    assertThat(listed).hasSize(3);
    String patient = listed.getFirst().path("id").asText();
    JsonNode readings =
        api.get(
            "/api/v1/patients/%s/readings?from=2026-05-01T00:00:00Z&to=2026-05-11T00:00:00Z"
                .formatted(patient));
    int shown = (readings.isArray() ? readings : readings.path("readings")).size();
    assertThat(subjects).extracting(subject -> subject.readings().size()).contains(shown);

    Path pdf = temporary.resolve("stored.pdf");
    CommandRun report = run("report", "--patient", patient, "--out", pdf.toString());
    assertThat(report.exit()).as(report.err()).isZero();
    CommandRun profile =
        run(
            "report",
            "--patient",
            patient,
            "--kind",
            "agp",
            "--out",
            pdf.resolveSibling("agp.pdf").toString());
    assertThat(profile.exit()).as(profile.err()).isZero();
    CommandRun programme =
        run(
            "report",
            "--patient",
            patient,
            "--kind",
            "ninety-day",
            "--goal",
            "tir=70",
            "--goal",
            "hba1c=53mmol/mol",
            "--out",
            pdf.resolveSibling("ninety-day.pdf").toString());
    assertThat(programme.exit()).as(programme.err()).isZero();
    assertThat(Files.readString(pdf, StandardCharsets.ISO_8859_1)).startsWith("%PDF");
  }

  @Test
  void shouldKeepNothingReadableOnDiskWhileRunningAndAfterBeingKilled() throws Exception {
    CommandRun replayed = replay();
    List<String> secrets = new ArrayList<>();
    for (String line : replayed.out().lines().skip(1).toList()) {
      String[] fields = line.split(",");
      secrets.addAll(List.of(fields[0], fields[1], fields[2]));
      String connection = run("hub", "connection-string", "--device", fields[1]).out().strip();
      secrets.add(connection.substring(connection.indexOf("SharedAccessKey=") + 16));
    }
    secrets.addAll(
        List.of(
            "outOfRange",
            "\"glucose\"",
            "efollowup.telemetry",
            "\"readings\"",
            "mmol/L",
            "BEGIN PRIVATE KEY",
            "BEGIN EC PRIVATE KEY"));

    assertThat(found(secrets)).as("while running").isEmpty();
    server.kill();
    assertThat(found(secrets)).as("after kill -9").isEmpty();
  }

  /** Which of the texts stand in clear in which files of the data directory. */
  private List<String> found(List<String> texts) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isRegularFile)
          .flatMap(
              path -> texts.stream().filter(text -> holds(path, text)).map(t -> path + ": " + t))
          .toList();
    }
  }

  private static boolean holds(Path path, String text) {
    try {
      return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldAnswerCommandsWithoutAServerAndGoOnAfterAKill() throws Exception {
    replay();
    long before = status().path("readings").asLong();
    server.kill();

    assertThat(status().path("readings").asLong()).isEqualTo(before);

    server = ServerProcess.serve(data);
    replay();
    assertThat(status().path("readings").asLong()).isEqualTo(before);
  }

  @Test
  void shouldRegisterListDisableAndDeleteDevices() {
    CommandRun created = run("device", "create", "cgm-a1b2", "--patient", "P-7K3FQ2");
    assertThat(created.out())
        .matches("HostName=[^;]+;DeviceId=cgm-a1b2;SharedAccessKey=[A-Za-z0-9+/=]+\\R");

    assertThat(run("device", "create", "cgm-a1b2").exit()).isEqualTo(1);
    assertThat(run("device", "list").out()).contains("cgm-a1b2,true,P-7K3FQ2");
    CommandRun assigned =
        run(
            "device",
            "assign",
            "cgm-a1b2",
            "--patient",
            "P-9D1C00",
            "--from",
            "2026-05-01T00:00:00Z");
    assertThat(assigned.exit()).as(assigned.err()).isZero();
    assertThat(run("device", "show", "cgm-a1b2").out()).contains("cgm-a1b2,true,P-9D1C00");
    assertThat(run("device", "twin", "cgm-a1b2", "--desired", "{\"interval\":5}").out())
        .contains("\"interval\":5");
    assertThat(run("device", "twin", "cgm-a1b2").out()).contains("\"interval\":5");
    assertThat(run("device", "disable", "cgm-a1b2").exit()).isZero();
    assertThat(run("device", "show", "cgm-a1b2").out()).contains("cgm-a1b2,false");
    assertThat(run("device", "delete", "cgm-a1b2").exit()).isZero();
    CommandRun gone = run("device", "show", "cgm-a1b2");
    assertThat(gone.exit()).isEqualTo(1);
    assertThat(gone.err()).contains("there is no device");
    assertThat(run("hub", "connection-string", "--policy", "iothubowner").out())
        .startsWith("HostName=127.0.0.1;SharedAccessKeyName=iothubowner;SharedAccessKey=");
    String before = run("hub", "connection-string", "--policy", "service").out();
    String rotated = run("hub", "rotate-key", "--policy", "service").out();
    assertThat(rotated)
        .startsWith("HostName=127.0.0.1;SharedAccessKeyName=service;SharedAccessKey=")
        .isNotEqualTo(before)
        .isEqualTo(run("hub", "connection-string", "--policy", "service").out());
    assertThat(run("hub", "rotate-key", "--policy", "nobody").exit()).isEqualTo(1);
    assertThat(run("hub", "rotate-key").exit()).isEqualTo(2);
  }

  @Test
  void shouldSayWhatIsWrongWithAFileAndSendNothing() throws Exception {
    Files.writeString(file, "id,time,gl\na,2026-05-10 08:00:00,112\na,2026-05-10 08:03:00,high?\n");

    CommandRun run = run("replay", file.toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("line 3, column 3 (gl)");
    assertThat(run.out()).isEmpty();
    assertThat(status().path("readings").asInt()).isZero();
    assertThat(status().path("patients").asInt()).isZero();
  }

  @Test
  void shouldServeADataDirectoryOnlyOnce() {
    CommandRun second =
        run(
            "serve",
            "--set",
            "portal.port=0",
            "--set",
            "hub.https.port=0",
            "--set",
            "hub.amqps.port=0",
            "--set",
            "hub.mqtts.port=0");

    assertThat(second.exit()).isEqualTo(1);
    assertThat(second.err()).contains("another process serves");
  }

  @Test
  void shouldCloseTheDataDirectoryToOthers() throws IOException {
    assertThat(Files.getPosixFilePermissions(data)).hasSize(3);
    assertThat(Files.getPosixFilePermissions(data.resolve("run/control.json"))).hasSize(2);
    assertThat(Map.of("ca", Files.isReadable(data.resolve("tls/ca.pem"))))
        .containsEntry("ca", true);
  }
}
