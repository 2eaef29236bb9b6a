package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.testkit.process.Stopwatch;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of what comes from one address: connections, handshakes, wrong signatures. */
class CrowdLimitsTest {
  private static final HubLimits STANDARD = HubLimits.standard();
  private static final int CROWD = 60;

  @TempDir Path directory;
  private RunningHub running;

  private void start(HubLimits limits) throws Exception {
    running =
        RunningHub.start(
            directory,
            message -> new Admission.Verdict.Admit(message.body(), Optional.empty()),
            HubOptions.of("127.0.0.1", 0, 0, 0, RunningHub.NAMES).withLimits(limits));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private String device(String id) {
    return running.deviceToken(running.hub().registry().createWithGeneratedKeys(id));
  }

  private HttpResponse<String> send(String id, String token) throws Exception {
    return running.post("/devices/" + id + "/messages/events", token, "x");
  }

  private static void requireRetry(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1L, 60L);
  }

  private double gauge(String name) {
    return running.meters.get(name).gauge().value();
  }

  @Test
  void shouldSlowDownGuessing() throws Exception {
    start(STANDARD.with(new HubLimits.Connections(100, 0, 100, 100, 0, 1)));
    String known = device("known");
    assertThat(send("known", known).statusCode()).isEqualTo(204);
    String wrong =
        SasToken.create(
            "127.0.0.1/devices/known",
            RunningHub.key(),
            running.clock.instant().plusSeconds(600),
            Optional.empty());
    assertThat(send("known", wrong).statusCode()).isEqualTo(401);

    requireRetry(send("known", wrong), 429);
    assertThat(send("known", known).statusCode()).as("known to be good").isEqualTo(204);
    try (AmqpClient client = AmqpClient.connect(running)) {
      assertThat(client.putToken(wrong)).isEqualTo(429);
      assertThat(client.putToken(known)).as("known to be good").isEqualTo(200);
    }
    assertThatThrownBy(() -> AmqpClient.connect(running, "known@sas.127.0.0.1", wrong));
    assertThatThrownBy(
        () -> {
          try (MqttDevice client =
              new MqttDevice(running, "known", MqttDevice.userName("known"), wrong)) {
            client.connect();
          }
        });
    assertThat(running.refused(HubError.TOO_MANY_FAILURES)).isGreaterThanOrEqualTo(4);
  }

  @Test
  void shouldSlowDownGuessingAllAtOnce() throws Exception {
    start(STANDARD.with(new HubLimits.Connections(1_000, 0, 100, 1_000, 0, 3)));
    device("known");
    String wrong =
        SasToken.create(
            "127.0.0.1/devices/known",
            RunningHub.key(),
            running.clock.instant().plusSeconds(600),
            Optional.empty());
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      answers.add(begin("known", wrong));
    }
    int refused = 0;
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      int status = Eventually.get(answer).statusCode();
      assertThat(status).isIn(401, 429);
      refused += status == 401 ? 1 : 0;
    }
    assertThat(refused).as("looked at: three, and what time gave back").isBetween(3, 6);
  }

  @Test
  void shouldLetACrowdBehindOneAddressInAtOnce() throws Exception {
    start(STANDARD.with(new HubLimits.Connections(1_000, 0, 100, 1_000, 0, 3)));
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      tokens.add(device("d-" + i));
    }
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      answers.add(begin("d-" + i, tokens.get(i)));
    }
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(Eventually.get(answer).statusCode()).isEqualTo(204);
    }
    assertThat(running.refused(HubError.TOO_MANY_FAILURES)).isZero();
  }

  /** On a connection of its own: one of HTTP/2 has a hundred requests at a time and no more. */
  private CompletableFuture<HttpResponse<String>> begin(String id, String token) {
    return running
        .client()
        .sendAsync(
            running
                .request("/devices/" + id + "/messages/events", token)
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void shouldLimitTheConnectionsOfAnAddressOnAllDoors() throws Exception {
    start(STANDARD.with(new HubLimits.Connections(100, 2, 100, 100, 0, 0)));
    int https = running.hub().httpsPort();
    int amqps = running.hub().amqpsPort();
    try (SSLSocket first = Tls.secure(running, https, "127.0.0.2");
        SSLSocket second = Tls.secure(running, amqps, "127.0.0.2")) {
      for (int port : List.of(https, amqps)) {
        assertThatThrownBy(() -> Tls.secure(running, port, "127.0.0.2"))
            .isInstanceOf(IOException.class);
      }
      Tls.secure(running, amqps, "127.0.0.3").close();
      assertThat(first.isConnected() && second.isConnected()).isTrue();
      assertThat(running.refused(HubError.ADDRESS_CONNECTIONS)).isEqualTo(2);
    }
    Eventually.holds(
        () -> {
          try (SSLSocket again = Tls.secure(running, https, "127.0.0.2")) {
            return again.isConnected();
          } catch (IOException e) {
            return false;
          }
        });
  }

  private static Socket greeted(int port, byte[] hello) throws IOException {
    Socket socket = Tls.plain(port, "127.0.0.4");
    socket.getOutputStream().write(hello);
    return socket;
  }

  @Test
  void shouldServeEveryHandshakeOfACrowdAndOthersMeanwhile() throws Exception {
    start(STANDARD.with(new HubLimits.Connections(2_000, 0, 8, 2_000, 0, 0)));
    int port = running.hub().amqpsPort();
    byte[] hello = Tls.clientHello();
    List<Socket> unfinished = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        unfinished.add(greeted(port, hello));
      }
      Eventually.holds(
          () -> {
            unfinished.add(greeted(port, hello)); // others are given up meanwhile
            return gauge("hub.handshakes.waiting") > 150 && gauge("hub.handshakes.working") == 4;
          });
      List<Future<String>> good = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        good.add(
            clients.submit(
                () -> {
                  try (SSLSocket socket = Tls.secure(running, port, "127.0.0.5")) {
                    return socket.getSession().getProtocol();
                  }
                }));
      }
      for (Future<String> one : good) {
        try (Stopwatch watch = Stopwatch.start()) {
          assertThat(Eventually.get(one)).startsWith("TLS");
          assertThat(watch.elapsed()).as("not behind the crowd").isLessThan(Duration.ofSeconds(8));
        }
      }
      for (Socket socket : unfinished) {
        socket.close();
      }
    }
    Eventually.holds(
        () ->
            gauge("hub.handshakes.waiting") == 0
                && gauge("hub.handshakes.working") == 0
                && running.meters.get("hub.connections").tag("door", "amqps").gauge().value() == 0);
  }
}
