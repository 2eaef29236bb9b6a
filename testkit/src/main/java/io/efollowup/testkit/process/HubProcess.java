package io.efollowup.testkit.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * The program as the build made it, in a process of its own, with its hub on the ports that client
 * libraries call without asking. A loopback address of its own keeps it apart from whatever else
 * runs on the machine; its data is deleted when it is closed.
 */
public final class HubProcess implements AutoCloseable {
  public static final int HTTPS = 443;
  public static final int AMQPS = 5671;
  public static final int MQTTS = 8883;

  private final String address;
  private final Path data;
  private final List<String> command = ServerProcess.javaCommand(ServerClassPath.built());
  private final String[] settings;
  private ServerProcess server;

  private HubProcess(String address, Path data, List<String> settings) {
    this.address = address;
    this.data = data;
    List<String> all =
        new ArrayList<>(
            List.of(
                "hub.bind=" + address,
                "hub.names=" + address,
                "hub.https.port=" + HTTPS,
                "hub.amqps.port=" + AMQPS,
                "hub.mqtts.port=" + MQTTS));
    all.addAll(settings);
    this.settings = all.toArray(String[]::new);
    this.server = ServerProcess.serve(command, data, this.settings);
  }

  /**
   * Starts one. Where the ports cannot be had, the test that asks is skipped, and says why.
   *
   * @param address of 127.0.0.0/8, and its name
   * @param settings {@code key=value}
   */
  public static HubProcess start(String address, String... settings) {
    for (int port : List.of(HTTPS, AMQPS, MQTTS)) {
      assumeTrue(
          mayListen(address, port),
          "Client libraries call port %d, and this test may not listen on %s:%d."
              .formatted(port, address, port));
    }
    try {
      return new HubProcess(address, Files.createTempDirectory("efollowup"), List.of(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean mayListen(String address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Where it listens, which is also the HostName of its connection strings. */
  public String address() {
    return address;
  }

  /** The certificate authority its clients have to trust. */
  public Path authority() {
    return data.resolve("tls").resolve("ca.pem");
  }

  /** A context that trusts it alone. */
  public SSLContext trust() {
    return TrustedAuthorities.context(List.of(authority()));
  }

  /** Whether a door is open at this port. */
  public boolean listensOn(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(address), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** SIGKILL. */
  public void kill() {
    server.kill();
  }

  /** Starts it again after {@link #kill()}, with the same data, address and ports. */
  public void startAgain() {
    server = ServerProcess.serve(command, data, settings);
  }

  /** What one of its commands prints. */
  public String tell(String... words) {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(words));
    line.addAll(List.of("--data", data.toString()));
    CommandRun run = CommandRun.of(line, "");
    if (run.exit() != 0) {
      throw new IllegalStateException(run.err());
    }
    return run.out().strip();
  }

  /** The sum of the samples that begin like this in its metrics. */
  public double metric(String beginning) {
    URI metrics = server.portal().resolve("/metrics");
    try (HttpClient client = HttpClient.newBuilder().sslContext(trust()).build()) {
      return client
          .sendAsync(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
          .join() // whoever interrupts
          .body()
          .lines()
          .filter(line -> line.startsWith(beginning))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  @Override
  public void close() {
    server.close();
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).forEach(HubProcess::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
