package io.efollowup.bench.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.journal.JournalRecord;
import io.efollowup.server.config.Configuration;
import io.efollowup.server.platform.Stores;
import io.efollowup.telemetry.AdmittedCodec;
import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All devices of a clinic lose the hub at the same moment and come back: by a cut of the network,
 * then by the death of the server, while they send. Behind one address, as behind a NAT.
 */
class StampedeTest {
  private static final Duration BACK_WITHIN = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final int STEP_SECONDS = 180;
  private static final Instant FIRST = Instant.parse("2001-01-01T00:00:00Z");
  private static final long KEPT_FOR_GOOD = 48L << 20;
  private static final Pattern USED = Pattern.compile(" used (\\d+)K");

  @TempDir Path root;

  @Test
  void shouldServeAThousandDevicesThatComeBackAtOnce() throws Exception {
    stampede(Protocol.AMQPS, 1_000);
  }

  @Tag("soak")
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void shouldServeThousandsOfDevicesThatComeBackAtOnce(Protocol protocol) throws Exception {
    stampede(protocol, 5_000);
  }

  private void stampede(Protocol protocol, int devices) throws Exception {
    Installation installation = Installation.create(root, devices);
    String[] settings = settings();
    int port = Integer.parseInt(settings[protocol.ordinal()].replaceAll(".*=", ""));
    Path data = installation.directory().root();
    ServerProcess server = ServerProcess.serve(compiled(), data, settings);
    Set<String> acknowledged;
    try (Crowd crowd =
        new Crowd(installation.authority(), protocol, port, installation.devices())) {
      long before = heapAfterCollection(server);
      crowd.beginToWait();
      crowd.come(Duration.ZERO);
      requireServed(crowd, devices, "all come at once");

      crowd.beginToWait();
      crowd.cut(BACK_WITHIN);
      requireServed(crowd, devices, "the network was cut");

      crowd.beginToWait();
      server.kill();
      server = ServerProcess.serve(compiled(), data, settings);
      requireServed(crowd, devices, "the server was killed");

      acknowledged = crowd.acknowledged();
      crowd.close();
      ServerProcess running = server;
      Await.until("memory returns", () -> heapAfterCollection(running) < before + KEPT_FOR_GOOD);
    } finally {
      server.close();
    }
    assertThat(journalled(installation)).containsAll(acknowledged);
  }

  /** As it runs in earnest: handshakes are slow where only the first compiler is at work. */
  private static List<String> compiled() {
    return ServerProcess.javaCommand().stream()
        .filter(word -> !word.startsWith("-XX:TieredStopAtLevel"))
        .toList();
  }

  private static void requireServed(Crowd crowd, int devices, String after) throws Exception {
    Await.until(after, () -> crowd.served() == devices);
    System.err.printf(
        "# %d devices served, %s: the last after %s%n", devices, after, crowd.longestWait());
    assertThat(crowd.longestWait()).as(after).isLessThan(LONGEST_WAIT);
  }

  /** Ports that stay the same when the server is started again, in the order of the protocols. */
  private static String[] settings() throws IOException {
    List<String> settings = new ArrayList<>();
    List<ServerSocket> taken = new ArrayList<>(); // all at once, or one might be given twice
    for (Protocol protocol : Protocol.values()) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      taken.add(socket);
      settings.add("hub.%s.port=%d".formatted(protocol, socket.getLocalPort()));
    }
    for (ServerSocket socket : taken) {
      socket.close();
    }
    return settings.toArray(String[]::new);
  }

  /** Bytes in use, garbage collected; asked again where the process is too busy to say. */
  private static long heapAfterCollection(ServerProcess server) throws Exception {
    AtomicLong kilobytes = new AtomicLong();
    Await.until(
        "the server tells its heap",
        () -> {
          tell(server, "GC.run");
          Matcher used = USED.matcher(tell(server, "GC.heap_info"));
          for (int generation = 0; generation < 2 && used.find(); generation++) {
            kilobytes.addAndGet(Long.parseLong(used.group(1)));
          }
          return kilobytes.get() > 0;
        });
    return kilobytes.get() << 10;
  }

  private static String tell(ServerProcess server, String command) throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(server.pid()), command).start();
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The messages in the journal, named as the crowd names them, by the times of their readings. */
  private static Set<String> journalled(Installation installation) {
    Set<String> found = new HashSet<>();
    try (Stores stores =
        Stores.open(installation.directory(), Configuration.standard(), Map.of())) {
      List<JournalRecord> some = stores.journal().read(stores.journal().first(), 1_000);
      while (!some.isEmpty()) {
        for (JournalRecord each : some) {
          String device = each.entry().device();
          if (device.startsWith("load-")) {
            AdmittedCodec.read(each.entry().payload()).message().readings().stream()
                .map(reading -> Duration.between(FIRST, reading.at()).toSeconds())
                .forEach(seconds -> found.add(device + "#" + seconds / STEP_SECONDS));
          }
        }
        some = stores.journal().read(some.getLast().position() + 1, 1_000);
      }
    }
    return found;
  }
}
