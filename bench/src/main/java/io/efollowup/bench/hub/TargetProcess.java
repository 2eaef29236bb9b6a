package io.efollowup.bench.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.server.admin.Administration;
import io.efollowup.server.control.ControlClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A target that listens, in a process of its own on an installation of its own. */
final class TargetProcess implements AutoCloseable {
  private static final Duration LONGEST_LAG = Duration.ofMinutes(5);
  private static final Path ROOT = Path.of(System.getProperty("efollowup.root", ""));

  private final Target target;
  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final Path errors;
  private long acknowledged;
  private long purged;
  private final Map<Protocol, Integer> ports = new EnumMap<>(Protocol.class);

  private TargetProcess(Target target, Process process, Path errors) {
    this.target = target;
    this.process = process;
    this.errors = errors;
    out = process.inputReader(StandardCharsets.UTF_8);
    in = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts it; when this returns it is ready.
   *
   * @param jvm flags, the same for every target
   */
  static TargetProcess start(Target target, Installation installation, List<String> jvm)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(jvm);
    command.addAll(program(target, installation));
    Path errors = installation.directory().root().resolveSibling(target + ".err");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    TargetProcess started = new TargetProcess(target, process, errors);
    try {
      started.awaitReady(installation);
      return started;
    } catch (IOException | RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private static List<String> program(Target target, Installation installation) throws IOException {
    String classes = System.getProperty("java.class.path");
    String data = installation.directory().root().toString();
    return switch (target) {
      case HUB -> {
        List<String> serve = new ArrayList<>(List.of("-cp", classes, "io.efollowup.server.Main"));
        serve.addAll(List.of("serve", "--data", data));
        for (String door : List.of("portal", "hub.https", "hub.amqps", "hub.mqtts")) {
          serve.addAll(List.of("--set", door + ".port=0"));
        }
        // One device sends what thousands do elsewhere.
        for (String pace : List.of("messages", "bytes")) {
          serve.addAll(List.of("--set", "hub.limit.device-" + pace + "-per-second=0"));
        }
        yield serve;
      }
      case HUB_ALONE -> List.of("-cp", classes, BareHub.class.getName(), data);
      case ARTEMIS ->
          List.of(
              "-jar",
              ROOT.resolve("bench-artemis/target/efollowup-bench-artemis.jar").toString(),
              installation.directory().root().resolveSibling("artemis").toString(),
              Integer.toString(freePort()),
              installation.keyStore().toString(),
              Integer.toString(installation.devices().size()));
      case MOSQUITTO ->
          List.of(
              "-cp",
              classes,
              Mosquitto.class.getName(),
              installation.directory().root().resolveSibling("mosquitto").toString(),
              installation.certificate().toString());
    };
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Installation installation) throws IOException {
    String line = awaitLine("ready ");
    System.err.println("# " + target + " " + (target == Target.HUB ? "ready" : line));
    if (target == Target.HUB) {
      readEndpoints(installation.directory().endpoints());
    } else {
      for (Protocol protocol : Protocol.values()) {
        readPort(line, protocol);
      }
    }
  }

  private void readEndpoints(Path file) throws IOException {
    JsonNode endpoints = new ObjectMapper().readTree(file.toFile());
    for (Protocol protocol : Protocol.values()) {
      if (endpoints.has(protocol.endpoint())) {
        ports.put(protocol, endpoints.path(protocol.endpoint()).intValue());
      }
    }
  }

  private void readPort(String line, Protocol protocol) {
    for (String word : line.split(" ")) {
      if (word.startsWith(protocol + "=")) {
        ports.put(protocol, Integer.valueOf(word.substring(protocol.toString().length() + 1)));
      }
    }
  }

  private String awaitLine(String beginning) throws IOException {
    String line = out.readLine();
    while (line != null && !line.startsWith(beginning)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("%s ended: %s".formatted(target, Files.readString(errors)));
    }
    return line;
  }

  /** Where this protocol is spoken. */
  int port(Protocol protocol) {
    Integer port = ports.get(protocol);
    if (port == null) {
      throw new IllegalStateException("%s has no door for %s".formatted(target, protocol));
    }
    return port;
  }

  /**
   * Brings the target to rest: a broker's queues are emptied, which nobody will read, and the
   * server's monitor gets to the end of the journal. How long that took is told on stderr.
   */
  void settle(Installation installation) throws IOException, InterruptedException {
    switch (target) {
      case HUB -> awaitMonitor(installation);
      case HUB_ALONE -> {}
      case ARTEMIS, MOSQUITTO -> purge();
    }
  }

  private void awaitMonitor(Installation installation) throws IOException, InterruptedException {
    Administration server = ControlClient.connect(installation.directory().control()).orElseThrow();
    long began = System.nanoTime();
    long first = server.status().lag();
    for (long lag = first; lag > 0; lag = server.status().lag()) {
      if (System.nanoTime() - began > LONGEST_LAG.toNanos()) {
        throw new IOException(
            "the monitor is still %d behind: %s".formatted(lag, Files.readString(errors)));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.err.printf("# %s stored the last %d in %.1f s%n", target, first, seconds);
  }

  private void purge() throws IOException {
    in.write("purge\n");
    in.flush();
    String answer = awaitLine("purged ");
    System.err.println("# " + target + " " + answer);
    purged += Long.parseLong(answer.split(" ")[1]);
  }

  /** The process that serves: of a broker that is no Java program, the one its keeper started. */
  ProcessHandle serving() {
    return target == Target.MOSQUITTO
        ? process.descendants().findFirst().orElseThrow()
        : process.toHandle();
  }

  /** How long processors have worked for it so far. */
  Duration processorTime() {
    return serving().info().totalCpuDuration().orElseThrow();
  }

  /** Notes what the target promised to have. */
  void acknowledged(long messages) {
    acknowledged += messages;
  }

  /**
   * Holds the target, which must be closed, to its promise: a figure is worth nothing if what was
   * acknowledged was counted wrongly or is not there. Journals hold a few entries of the server's
   * own, so there may be more.
   */
  void requireStored(Installation installation) {
    long stored = target.isHub() ? installation.journalled() : purged;
    System.err.printf("# %s: %d acknowledged, %d stored%n", target, acknowledged, stored);
    if (stored < acknowledged) {
      throw new IllegalStateException(
          "%s acknowledged %d messages and holds %d".formatted(target, acknowledged, stored));
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
