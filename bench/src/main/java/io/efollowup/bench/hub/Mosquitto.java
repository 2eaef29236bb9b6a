package io.efollowup.bench.hub;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Eclipse Mosquitto as a peer of the load benchmark: {@code DIRECTORY CERTIFICATE}. It runs the
 * program {@code mosquitto} of the system, says {@code ready} when it listens, empties its queue
 * when a line {@code purge} arrives and says {@code purged} and what there was, and ends when its
 * standard input does, so that it never outlives the benchmark.
 *
 * <p>The broker keeps what is published for a session that is away. Its persistence is on; it
 * writes its store from time to time, never before a PUBACK, so it promises less than a hub.
 */
public final class Mosquitto {
  private static final int PATIENCE_SECONDS = 20;

  private Mosquitto() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    int port = freePort();
    int plainPort = freePort();
    Path settings = directory.resolve("mosquitto.conf");
    Files.writeString(settings, settings(directory, arguments[1], port, plainPort));
    Process broker =
        new ProcessBuilder("mosquitto", "-c", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("mosquitto.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
    awaitListening(broker, plainPort);
    Vertx vertx = Vertx.vertx();
    MqttKeeper keeper = new MqttKeeper(vertx, plainPort);
    keeper.subscribe();
    System.out.println("ready mqtts=" + port + " persistence");
    serve(keeper);
    broker.destroy();
    broker.waitFor();
    System.exit(0);
  }

  /** Nothing is dropped for being too much, as with the other targets. */
  private static String settings(Path directory, String certificate, int port, int plainPort) {
    return """
        persistence true
        persistence_location %s/
        autosave_interval 1
        max_queued_messages 0
        max_inflight_messages 0
        allow_anonymous true
        user root
        listener %d 127.0.0.1
        certfile %s
        keyfile %s
        listener %d 127.0.0.1
        """
        .formatted(directory, port, certificate, certificate, plainPort);
  }

  private static void serve(MqttKeeper keeper) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.equals("purge")) {
        throw new IOException("not a command of the broker: " + line);
      }
      System.out.println("purged " + keeper.drain() + " messages");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitListening(Process broker, int port) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (!broker.isAlive() || System.nanoTime() > end) {
          throw new IOException("mosquitto does not listen", e);
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }
}
