package io.efollowup.testkit.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * {@code efollowup serve} or {@code demo} in a process of its own, on free ports, with its own data
 * directory. Closing stops it in order; {@link #kill()} does not.
 */
public final class ServerProcess implements AutoCloseable {
  private static final List<String> ANY_PORT =
      List.of("portal.port=0", "hub.https.port=0", "hub.amqps.port=0", "hub.mqtts.port=0");

  private final Process process;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Thread reader;
  private final Path errors;
  private final Path data;
  private URI portal = URI.create("https://127.0.0.1");
  private URI hub = URI.create("https://127.0.0.1");

  private ServerProcess(Process process, Path data, Path errors) {
    this.process = process;
    this.data = data;
    this.errors = errors;
    this.reader = Thread.ofVirtual().start(this::collect);
  }

  /**
   * Starts {@code efollowup serve} from the class path of this process and waits until it is ready.
   */
  public static ServerProcess serve(Path data, String... settings) {
    return serve(javaCommand(), data, settings);
  }

  /**
   * Starts {@code serve} of this command and waits until it is ready.
   *
   * @param command such as {@link #javaCommand(String)}
   * @param settings {@code key=value}; a port stated here is taken instead of a free one
   */
  public static ServerProcess serve(List<String> command, Path data, String... settings) {
    List<String> words = new ArrayList<>(List.of("serve"));
    for (String setting : settings) {
      words.addAll(List.of("--set", setting));
    }
    return start(command, data, words);
  }

  /**
   * Starts the command with these words and waits until it says it is ready.
   *
   * @param words a subcommand and its options, which may override the ports
   */
  public static ServerProcess start(List<String> command, Path data, List<String> words) {
    List<String> line = new ArrayList<>(command);
    line.add(words.getFirst());
    ANY_PORT.forEach(setting -> line.addAll(List.of("--set", setting)));
    line.addAll(words.subList(1, words.size()));
    line.addAll(List.of("--data", data.toString()));
    try {
      Path errors = Files.createTempFile("efollowup", ".err");
      errors.toFile().deleteOnExit();
      ProcessBuilder builder = new ProcessBuilder(line).redirectError(errors.toFile());
      ServerProcess server = new ServerProcess(builder.start(), data, errors);
      try {
        server.awaitReady();
      } catch (IllegalStateException e) {
        server.kill();
        throw e;
      }
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command that runs the program with the class path of this process. */
  public static List<String> javaCommand() {
    return javaCommand(System.getProperty("java.class.path"));
  }

  /** The command that runs the program with this class path, which need not be this process's. */
  public static List<String> javaCommand(String classPath) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Xmx512m",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classPath,
        "io.efollowup.server.Main");
  }

  private void collect() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("broken: " + e.getMessage());
    }
  }

  private void awaitReady() {
    String line = awaitLine("ready ");
    for (String word : line.split(" ")) {
      if (word.startsWith("portal=")) {
        portal = URI.create(word.substring("portal=".length()));
      } else if (word.startsWith("hub=")) {
        hub = URI.create(word.substring("hub=".length()));
      }
    }
  }

  /** The next line of stdout that begins like this. */
  public String awaitLine(String beginning) {
    try {
      Await.until(beginning, () -> !reader.isAlive() | isNext(beginning));
      return lines.remove();
    } catch (Exception | AssertionError e) {
      throw new IllegalStateException("the server did not say '" + beginning + "': " + errors(), e);
    }
  }

  /** Throws away the lines before it. */
  private boolean isNext(String beginning) {
    while (!lines.isEmpty() && !lines.peek().startsWith(beginning)) {
      lines.remove();
    }
    return !lines.isEmpty();
  }

  /** What it wrote to stderr so far. */
  public String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI portal() {
    return portal;
  }

  public URI hub() {
    return hub;
  }

  public Path data() {
    return data;
  }

  public long pid() {
    return process.pid();
  }

  /** SIGKILL: no line of the program runs any more. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    if (!ends(process)) {
      kill();
    }
  }

  /** Waits for its end, whoever interrupts. */
  static boolean ends(Process process) {
    process.onExit().completeOnTimeout(process, Await.LONGEST_SECONDS, TimeUnit.SECONDS).join();
    return !process.isAlive();
  }
}
