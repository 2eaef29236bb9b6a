package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that hold a connection by doing next to nothing. */
class SlowPeersTest {
  private static final int MANY = 500;

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
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(2)))));
    token = running.deviceToken(running.hub().registry().createWithGeneratedKeys("a"));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void shouldNotWaitForAHeadThatComesByteByByte() throws Exception {
    try (Socket socket = Tls.secure(running, running.hub().httpsPort(), "127.0.0.1")) {
      Tls.drip(socket, "GET /devices/a HTTP/1.1\r\nX: " + "x".repeat(MANY));
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
      Tls.drip(socket, "x".repeat(MANY));
    }
    assertThat(running.refused(HubError.REQUEST_TIMEOUT)).isEqualTo(1);
  }

  @Test
  void shouldNotWaitForAnAmqpPeerThatIsSilentOrSlow() throws Exception {
    int port = running.hub().amqpsPort();
    try (Socket silent = Tls.secure(running, port, "127.0.0.1");
        Socket slow = Tls.secure(running, port, "127.0.0.1")) {
      Tls.drip(slow, "AMQP\0\1\0\0" + "\0\0\2\0\2\0\0\0" + "\0".repeat(MANY));
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
