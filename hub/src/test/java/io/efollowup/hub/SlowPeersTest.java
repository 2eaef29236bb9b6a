package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that hold a connection by doing next to nothing. */
class SlowPeersTest {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  @TempDir Path directory;
  private RunningHub running;
  private String token;

  @BeforeEach
  void start() throws Exception {
    running =
        RunningHub.start(
            directory,
            message -> new Admission.Verdict.Admit(message.body(), Optional.empty()),
            HubOptions.of("127.0.0.1", 0, 0, 0, RunningHub.NAMES)
                .withLimits(
                    HubLimits.standard()
                        .with(
                            new HubLimits.Requests(
                                HubLimits.LARGEST_MESSAGE,
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(2)))));
    token = running.deviceToken(running.hub().registry().createWithGeneratedKeys("a"));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  /** Says one byte after the other, until the hub hangs up. */
  private static void drip(Socket socket, String text) throws IOException {
    long end = System.nanoTime() + LONGEST.toNanos();
    try {
      for (int i = 0; System.nanoTime() < end; i++) {
        Tls.write(socket, text.substring(i % text.length(), i % text.length() + 1));
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    } catch (SocketException e) {
      return; // as it should be
    }
    throw new AssertionError("the hub let it go on");
  }

  @Test
  void shouldNotWaitForAHeadThatComesByteByByte() throws Exception {
    try (Socket socket = Tls.secure(running, running.hub().httpsPort(), "127.0.0.1")) {
      drip(socket, "GET /devices/a HTTP/1.1\r\nX: " + "x".repeat(1_000));
    }
    assertThat(running.refused(HubError.REQUEST_TIMEOUT)).isEqualTo(1);
  }

  @Test
  void shouldNotWaitForABodyThatComesByteByByte() throws Exception {
    try (Socket socket = Tls.secure(running, running.hub().httpsPort(), "127.0.0.1")) {
      Tls.write(
          socket,
          "POST /devices/a/messages/events HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n"
              + "Authorization: "
              + token
              + "\r\n\r\n");
      drip(socket, "x");
    }
    assertThat(running.refused(HubError.REQUEST_TIMEOUT)).isEqualTo(1);
  }

  @Test
  void shouldNotWaitForAnAmqpPeerThatIsSilentOrSlow() throws Exception {
    int port = running.hub().amqpsPort();
    try (Socket silent = Tls.secure(running, port, "127.0.0.1");
        Socket slow = Tls.secure(running, port, "127.0.0.1")) {
      drip(slow, "AMQP\0\1\0\0" + "\0\0\1\0\2\0\0\0" + "\0".repeat(240));
      Tls.readToEnd(silent);
    }
  }

  @Test
  void shouldNotWaitForAHandshakeThatIsNeverFinished() throws Exception {
    byte[] hello = Tls.clientHello();
    try (Socket silent = Tls.plain(running.hub().amqpsPort(), "127.0.0.1");
        Socket half = Tls.plain(running.hub().httpsPort(), "127.0.0.1");
        Socket whole = Tls.plain(running.hub().httpsPort(), "127.0.0.1")) {
      half.getOutputStream().write(hello, 0, hello.length / 2);
      whole.getOutputStream().write(hello);
      assertThat(Tls.readToEnd(silent)).isEmpty();
      assertThat(Tls.readToEnd(half)).isEmpty();
      assertThat(Tls.readToEnd(whole)).as("the hub's part of it").isNotEmpty();
    }
    assertThat(running.refused(HubError.HANDSHAKE_TIMEOUT)).isEqualTo(3);
  }
}
