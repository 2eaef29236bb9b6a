package io.efollowup.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.SasToken;
import io.efollowup.server.csv.SubjectReadings;
import io.efollowup.server.data.DataDirectory;
import io.efollowup.server.demo.SimulatedFile;
import io.efollowup.server.device.HubAddress;
import io.efollowup.telemetry.TelemetryMessage;
import io.efollowup.telemetry.TelemetryWriter;
import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.CommandRun;
import io.efollowup.testkit.process.ServerProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk stops acceptance, says so, and everything goes on when space returns. */
class FullDiskTest {
  @TempDir private Path temporary;
  private Path disk;

  @BeforeEach
  void mountASmallDisk() throws IOException {
    disk = Files.createDirectory(temporary.resolve("disk"));
    boolean mounted =
        command("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()) == 0;
    Assumptions.assumeTrue(mounted, "skipped: this user may not mount a small disk");
  }

  @AfterEach
  void unmount() {
    command("umount", "-l", disk.toString());
  }

  private static int command(String... words) {
    try {
      return CommandRun.of(List.of(words), "").exit();
    } catch (java.io.UncheckedIOException e) {
      return -1;
    }
  }

  @Test
  void shouldStopAcceptingOnAFullDiskAndRecoverWhenSpaceReturns() throws Exception {
    Path data = disk.resolve("data");
    String connection =
        CommandRun.efollowup(
                "device", "create", "full-x", "--patient", "P-FULL01", "--data", data.toString())
            .out()
            .strip();
    SubjectReadings subject =
        SimulatedFile.readings(1, 14, Instant.now().minus(Duration.ofDays(1))).getFirst();
    try (ServerProcess server = ServerProcess.serve(data)) {
      Sender sender = new Sender(server, connection);
      assertThat(sender.send(subject)).isEqualTo(204);
      assertThat(ready(server).statusCode()).isEqualTo(200);

      Path ballast = fill();
      // An entry of the server's own may fit where the message did not: again until the next one.
      Await.until(
          "it says that there is no space",
          () -> {
            sender.sendUntilRefused(subject);
            HttpResponse<String> answer = ready(server);
            return answer.statusCode() == 503 && answer.body().contains("space");
          });

      Files.delete(ballast);
      Await.until("messages are accepted", () -> sender.send(subject) == 204);
      Await.until("it is ready", () -> ready(server).statusCode() == 200);
    }
  }

  private Path fill() throws IOException {
    Path ballast = disk.resolve("ballast");
    byte[] block = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // Full, as wanted; the last kilobytes too.
      try (OutputStream out =
          Files.newOutputStream(ballast, java.nio.file.StandardOpenOption.APPEND)) {
        while (true) {
          out.write(new byte[512]);
        }
      } catch (IOException full) {
        return ballast;
      }
    }
  }

  private static HttpResponse<String> ready(ServerProcess server)
      throws IOException, InterruptedException {
    return PortalApi.http(server)
        .send(
            HttpRequest.newBuilder(server.portal().resolve("/health/ready")).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** Sends messages without trying again. */
  private static final class Sender {
    private final HttpClient http;
    private final ServerProcess server;
    private final String token;
    private int next;

    Sender(ServerProcess server, String connection) throws IOException {
      this.server = server;
      this.http =
          HubAddress.of(
                  DataDirectory.choose(Optional.of(server.data()), Map.of()), Optional.empty())
              .http();
      String key = connection.substring(connection.indexOf("SharedAccessKey=") + 16);
      this.token =
          SasToken.create(
              "127.0.0.1/devices/full-x",
              Base64.getDecoder().decode(key),
              Instant.now().plusSeconds(3600),
              Optional.empty());
    }

    /** What lies preallocated may still take a few messages. */
    void sendUntilRefused(SubjectReadings subject) throws IOException, InterruptedException {
      int answer = send(subject);
      while (answer == 204 && next < 3000) {
        answer = send(subject);
      }
      assertThat(answer).isEqualTo(503);
    }

    /** The next reading, which stays the next one where it is not accepted. */
    int send(SubjectReadings subject) throws IOException, InterruptedException {
      byte[] body =
          TelemetryWriter.write(
              new TelemetryMessage("w-1", List.of(subject.readings().get(next)), List.of()));
      int answer =
          http.send(
                  HttpRequest.newBuilder(
                          server
                              .hub()
                              .resolve("/devices/full-x/messages/events?api-version=2020-09-30"))
                      .header("Authorization", token)
                      .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .statusCode();
      next += answer == 204 ? 1 : 0;
      return answer;
    }
  }
}
