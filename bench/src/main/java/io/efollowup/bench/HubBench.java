package io.efollowup.bench;

import io.efollowup.hub.SasToken;
import io.efollowup.server.admin.Administration;
import io.efollowup.server.control.ControlClient;
import io.efollowup.server.data.DataDirectory;
import io.efollowup.server.data.TemporaryDirectory;
import io.efollowup.server.device.TrustedCertificates;
import io.efollowup.testkit.process.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Acknowledged, durable messages a second over HTTPS. The server is a process of its own; the load
 * is one blocking keep-alive connection a device, one message of one reading (about 200 bytes) at a
 * time, on the same two cores.
 */
@Command(
    name = "hub",
    mixinStandardHelpOptions = true,
    description = "Acknowledged messages a second over HTTPS, and their latency.")
final class HubBench implements Callable<Integer> {
  @Option(names = "--connections", split = ",", defaultValue = "1,16,64,256")
  private List<Integer> connections;

  @Option(names = "--seconds", defaultValue = "10")
  private int seconds;

  @Option(names = "--warm-up", defaultValue = "5")
  private int warmUp;

  @Override
  public Integer call() throws Exception {
    try (TemporaryDirectory data = TemporaryDirectory.create();
        ServerProcess server = Launcher.serve(data.path())) {
      int most = connections.stream().mapToInt(Integer::intValue).max().orElseThrow();
      Administration administration =
          ControlClient.connect(DataDirectory.choose(Optional.of(data.path()), Map.of()).control())
              .orElseThrow();
      List<String> devices = new ArrayList<>();
      for (int i = 0; i < most; i++) {
        devices.add(administration.createDevice("load-" + i, "P-LOAD" + i));
      }
      SSLContext trust = TrustedCertificates.context(data.path().resolve("tls/ca.pem"));
      run(server, trust, devices.subList(0, Math.min(16, most)), warmUp);
      System.out.println("connections,messages_per_second,p50_ms,p99_ms");
      for (int count : connections) {
        System.out.println(count + "," + run(server, trust, devices.subList(0, count), seconds));
      }
      return 0;
    }
  }

  private static String run(
      ServerProcess server, SSLContext trust, List<String> devices, int seconds) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<long[]>> running = new ArrayList<>();
    try (var executor = Executors.newFixedThreadPool(devices.size())) {
      for (String device : devices) {
        running.add(
            executor.submit(
                () -> {
                  try (Connection connection = new Connection(server, trust, device)) {
                    start.await();
                    return connection.sendFor(seconds);
                  }
                }));
      }
      Thread.sleep(500);
      start.countDown();
      long[] all = new long[0];
      for (Future<long[]> future : running) {
        long[] latencies = future.get();
        int end = all.length;
        all = Arrays.copyOf(all, end + latencies.length);
        System.arraycopy(latencies, 0, all, end, latencies.length);
      }
      long[] sorted = Launcher.sorted(all);
      return "%d,%.2f,%.2f"
          .formatted(
              sorted.length / seconds,
              Launcher.percentile(sorted, 0.50) / 1e6,
              Launcher.percentile(sorted, 0.99) / 1e6);
    }
  }

  /** One device on one keep-alive connection: as little work as a client can do. */
  private static final class Connection implements AutoCloseable {
    private final SSLSocket socket;
    private final OutputStream out;
    private final InputStream in;
    private final String head;
    private final byte[] answer = new byte[8192];
    private long second = Instant.now().getEpochSecond() - 80_000_000L;

    Connection(ServerProcess server, SSLContext trust, String connectionString) throws IOException {
      socket =
          (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", server.hub().getPort());
      socket.setTcpNoDelay(true);
      socket.startHandshake();
      out = socket.getOutputStream();
      in = socket.getInputStream();
      String[] fields = connectionString.split(";", 3);
      String device = fields[1].substring("DeviceId=".length());
      String resource = fields[0].substring("HostName=".length()) + "/devices/" + device;
      byte[] key = Base64.getDecoder().decode(fields[2].substring("SharedAccessKey=".length()));
      head =
          "POST /devices/%s/messages/events?api-version=2020-09-30 HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %s\r\nContent-Type: application/json\r\nContent-Length: "
              .formatted(
                  device,
                  SasToken.create(
                      resource, key, Instant.now().plusSeconds(3600), Optional.empty()));
    }

    long[] sendFor(int seconds) throws IOException {
      long[] latencies = new long[1 << 12];
      int count = 0;
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      long now = System.nanoTime();
      while (now < end) {
        send();
        long done = System.nanoTime();
        if (count == latencies.length) {
          latencies = Arrays.copyOf(latencies, count * 2);
        }
        latencies[count++] = done - now;
        now = done;
      }
      return Arrays.copyOf(latencies, count);
    }

    private void send() throws IOException {
      second += 180;
      String body =
          "{\"schema\":\"efollowup.telemetry/1\",\"session\":\"load-session-0001\",\"readings\":[{\"at\":\"%s\",\"glucose\":%.1f,\"unit\":\"mmol/L\",\"trend\":0.06}],\"events\":[]}"
              .formatted(Instant.ofEpochSecond(second), 5 + (second / 180 % 70) / 10.0);
      byte[] request =
          (head + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
      out.write(request);
      out.flush();
      int length = 0;
      while (true) {
        int read = in.read(answer, length, answer.length - length);
        if (read < 0) {
          throw new IOException("the hub closed the connection");
        }
        length += read;
        if (length >= 4 && answer[length - 1] == '\n' && answer[length - 3] == '\n') {
          break;
        }
      }
      String status = new String(answer, 9, 3, StandardCharsets.US_ASCII);
      if (!status.equals("204")) {
        throw new IOException("the hub answered " + status);
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
