package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over the wire without a library's good manners. */
class HostileClientsTest {
  @TempDir Path directory;
  private RunningHub running;
  private String token;

  @BeforeEach
  void start() throws Exception {
    running = start(fourConnections());
    token = running.deviceToken(running.hub().registry().createWithGeneratedKeys("a"));
  }

  private void startImpatient() throws Exception {
    running.close();
    running = start(RunningHub.limits(4, Duration.ofMinutes(1), Duration.ofSeconds(5)));
  }

  private static HubLimits fourConnections() {
    return HubLimits.standard().with(new HubLimits.Connections(4, 0, 4, 4, 0, 0));
  }

  private RunningHub start(HubLimits limits) throws Exception {
    return RunningHub.start(
        directory,
        message -> new Admission.Verdict.Admit(message.body(), Optional.empty()),
        HubOptions.of("127.0.0.1", 0, 0, 0, RunningHub.NAMES).withLimits(limits));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void shouldSpeakCurrentTls(String protocol) throws Exception {
    try (SSLSocket socket = connect()) {
      socket.setEnabledProtocols(new String[] {protocol});
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
      assertThat(post(socket, "Content-Length: 1", "x")).startsWith("HTTP/1.1 204");
      assertThat(post(socket, "Content-Length: 1", "y"))
          .as("kept alive")
          .startsWith("HTTP/1.1 204");
    }
  }

  @Test
  void shouldNotSpeakOldTls() throws Exception {
    try (SSLSocket socket = connect()) {
      assertThatThrownBy(
              () -> {
                socket.setEnabledProtocols(new String[] {"TLSv1.1"});
                socket.startHandshake();
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void shouldEndABodyThatDoesNotArrive() throws Exception {
    startImpatient();
    try (SSLSocket socket = connect()) {
      assertThat(post(socket, "Content-Length: 100", "x")).startsWith("HTTP/1.1 408");
      assertThat(readToEnd(socket)).contains("ErrorCode:RequestTimeout;");
    }
    assertThat(running.refused(HubError.REQUEST_TIMEOUT)).isEqualTo(1);
    shouldStillServe();
  }

  @Test
  void shouldCloseASilentConnection() throws Exception {
    startImpatient();
    try (SSLSocket socket = connect()) {
      socket.startHandshake();
      assertThat(readToEnd(socket)).isEmpty();
    }
    shouldStillServe();
  }

  @Test
  void shouldAnswerATooLargeBodyBeforeItArrives() throws Exception {
    try (SSLSocket socket = connect()) {
      assertThat(post(socket, "Content-Length: 999999999", "")).startsWith("HTTP/1.1 413");
    }
    shouldStillServe();
  }

  @Test
  void shouldNotAskForABodyItWillNotTake() throws Exception {
    try (SSLSocket socket = connect()) {
      assertThat(post(socket, "Content-Length: 999999\r\nExpect: 100-continue", ""))
          .startsWith("HTTP/1.1 413");
    }
    try (SSLSocket socket = connect()) {
      assertThat(post(socket, "Content-Length: 1\r\nExpect: 100-continue", ""))
          .startsWith("HTTP/1.1 100");
      write(socket, "x");
      assertThat(readHead(socket)).contains("HTTP/1.1 204");
    }
  }

  @Test
  void shouldCutOffWhoGoesOnAfterBeingRefused() throws Exception {
    try (SSLSocket socket = connect()) {
      write(
          socket,
          "POST /devices/a/messages/events HTTP/1.1\r\n"
              + "Host: h\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n");
      assertThat(readHead(socket)).startsWith("HTTP/1.1 401");
      String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  write(socket, chunk);
                }
              })
          .isInstanceOf(IOException.class);
    }
    shouldStillServe();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage\r\n\r\n",
        "GET\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: h\r\n\r\n",
        "POST /devices HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
        "POST /devices HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: h\r\n\r\n"
      })
  void shouldRefuseMalformedRequests(String request) throws Exception {
    try (SSLSocket socket = connect()) {
      write(socket, request);
      assertThat(readHead(socket)).matches("(?s)HTTP/\\d\\.\\d (4\\d\\d|501|505).*");
    }
    shouldStillServe();
  }

  @Test
  void shouldRefuseOversizedAddressesAndHeaders() throws Exception {
    try (SSLSocket socket = connect()) {
      write(socket, "GET /" + "x".repeat(10_000) + " HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(readHead(socket)).contains(" 414 ");
    }
    try (SSLSocket socket = connect()) {
      write(socket, "GET / HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(40_000) + "\r\n\r\n");
      assertThat(readHead(socket)).contains(" 431 ");
    }
    shouldStillServe();
  }

  @Test
  void shouldTurnAwayMoreConnectionsThanAllowed() throws Exception {
    SSLSocket[] held = new SSLSocket[4];
    for (int i = 0; i < held.length; i++) {
      held[i] = connect();
      held[i].startHandshake();
      assertThat(post(held[i], "Content-Length: 1", "x")).startsWith("HTTP/1.1 204");
    }
    try (SSLSocket oneMore = connect()) {
      assertThatThrownBy(oneMore::startHandshake).isInstanceOf(IOException.class);
    }
    for (SSLSocket socket : held) {
      socket.close();
    }
    assertThat(running.refused(HubError.TOO_MANY_CONNECTIONS)).isEqualTo(1);
  }

  private void shouldStillServe() throws Exception {
    HttpResponse<String> answer = running.post("/devices/a/messages/events", token, "x");
    assertThat(answer.statusCode()).isEqualTo(204);
  }

  private SSLSocket connect() throws Exception {
    SSLSocket socket =
        (SSLSocket)
            RunningHub.trusting(running.authority)
                .getSocketFactory()
                .createSocket("127.0.0.1", running.hub().httpsPort());
    socket.setSoTimeout(Eventually.MILLIS);
    return socket;
  }

  private String post(SSLSocket socket, String headers, String body) throws IOException {
    write(
        socket,
        "POST /devices/a/messages/events HTTP/1.1\r\nHost: h\r\nAuthorization: "
            + token
            + "\r\n"
            + headers
            + "\r\n\r\n"
            + body);
    return readHead(socket);
  }

  private static void write(SSLSocket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(US_ASCII));
    out.flush();
  }

  /** Up to the empty line. */
  private static String readHead(SSLSocket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static String readToEnd(SSLSocket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), US_ASCII);
  }
}
