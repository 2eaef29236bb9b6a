package io.efollowup.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.server.data.DataDirectory;
import io.efollowup.server.device.DeviceClient;
import io.efollowup.server.device.HubAddress;
import io.efollowup.telemetry.TelemetryMessage;
import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.CommandRun;
import io.efollowup.testkit.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while a device sends; whatever it acknowledged is in the record, once. */
class CrashTest {
  @TempDir private Path temporary;
  private final AtomicLong acknowledged = new AtomicLong();

  @Test
  void shouldLoseNothingAcknowledgedWhenKilled() throws Exception {
    killAndCount(3);
  }

  @Test
  @Tag("soak")
  void shouldLoseNothingAcknowledgedWhenKilledManyTimes() throws Exception {
    killAndCount(40);
  }

  private void killAndCount(int kills) throws Exception {
    Path data = temporary.resolve("data");
    String connection =
        CommandRun.efollowup(
                "device", "create", "crash-x", "--patient", "P-CRASH1", "--data", data.toString())
            .out()
            .strip();
    Random random = new Random(kills);
    for (int i = 0; i < kills; i++) {
      try (ServerProcess server = ServerProcess.serve(data)) {
        DeviceClient device = device(data, connection);
        AtomicBoolean killed = new AtomicBoolean();
        Thread sender = Thread.ofVirtual().start(() -> send(device, killed));
        long target = acknowledged.get() + 50 + random.nextInt(300);
        Await.until("messages are acknowledged", () -> acknowledged.get() >= target);
        server.kill();
        killed.set(true);
        sender.join();
      }
    }
    try (ServerProcess server = ServerProcess.serve(data)) {
      long stored = settled(server);
      // The message under way at a kill may be durable without its sender knowing.
      assertThat(stored).isBetween(acknowledged.get(), acknowledged.get() + kills);
    }
  }

  private static DeviceClient device(Path data, String connection) throws IOException {
    HubAddress hub =
        HubAddress.of(DataDirectory.choose(Optional.of(data), Map.of()), Optional.empty());
    return new DeviceClient(
        hub.http(), hub.https(), connection, InstantSource.system(), Duration.ofMillis(300));
  }

  /**
   * Sends one reading after another, each at its own second, and each until it is acknowledged or
   * the server is killed: before, a machine that stands still can break a connection, too.
   */
  private void send(DeviceClient device, AtomicBoolean killed) {
    Instant begin = Instant.now();
    int i = 0;
    while (!killed.get()) {
      GlucoseReading reading =
          GlucoseReading.of(
              begin.minusSeconds(i).atOffset(ZoneOffset.UTC), Glucose.mgdl(80 + i % 90));
      try {
        // Each round has a session of its own: the same second may come again.
        device.send(new TelemetryMessage("w-" + begin.toEpochMilli(), List.of(reading), List.of()));
        acknowledged.incrementAndGet();
        i++;
      } catch (IOException e) {
        // Not acknowledged: the same again, which is stored once.
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static long settled(ServerProcess server) throws IOException, InterruptedException {
    ObjectMapper json = new ObjectMapper();
    while (true) {
      var status =
          json.readTree(
              CommandRun.efollowup(
                      "record", "status", "--format", "json", "--data", server.data().toString())
                  .out());
      if (status.path("lag").asLong() == 0) {
        assertThat(status.path("refused").path("conflict").asLong()).isZero();
        return status.path("readings").asLong();
      }
      Thread.sleep(50);
    }
  }
}
