package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.testkit.process.Stopwatch;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that have a place or a turn, and do nothing with it. */
class IdlePeersTest {
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

  /** Who begins a handshake and falls silent would have its turn for ten seconds. */
  @Test
  void shouldGiveTheTurnOfAHandshakeThatStandsStillToTheNext() throws Exception {
    start(HubLimits.standard().with(new HubLimits.Connections(100, 0, 2, 100, 0, 0)));
    byte[] hello = Tls.clientHello();
    int port = running.hub().amqpsPort();
    try (Socket first = Tls.plain(port, "127.0.0.2");
        Socket second = Tls.plain(port, "127.0.0.2")) {
      first.getOutputStream().write(hello);
      assertThat(first.getInputStream().read()).isPositive();
      try (Stopwatch watch = Stopwatch.start()) {
        second.getOutputStream().write(hello);
        assertThat(second.getInputStream().read()).as("the hub's answer").isPositive();
        assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(7));
      }
    }
  }

  private static HubLimits patientWithGuests() {
    return HubLimits.standard()
        .with(
            new HubLimits.Requests(
                HubLimits.LARGEST_MESSAGE, Duration.ofSeconds(60), Duration.ofSeconds(5)));
  }

  private static String ask(SSLSocket socket, String token) throws Exception {
    Tls.write(
        socket,
        "POST /devices/a/messages/events HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nAuthorization: "
            + token
            + "\r\n\r\nx");
    byte[] status = new byte[12];
    assertThat(socket.getInputStream().readNBytes(status, 0, 12)).isEqualTo(12);
    return new String(status, 9, 3, java.nio.charset.StandardCharsets.US_ASCII);
  }

  @Test
  void shouldNotKeepAConnectionOnWhichNothingWasEverPermitted() throws Exception {
    start(patientWithGuests());
    try (SSLSocket socket = Tls.secure(running, running.hub().httpsPort(), "127.0.0.1");
        Stopwatch watch = Stopwatch.start()) {
      assertThat(ask(socket, "nonsense")).isEqualTo("401");
      Tls.readToEnd(socket);
      assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(30));
    }
    assertThat(running.refused(HubError.REQUEST_TIMEOUT)).isEqualTo(1);
  }

  @Test
  void shouldKeepAConnectionOfWhoWasLetIn() throws Exception {
    start(patientWithGuests());
    String token = running.deviceToken(running.hub().registry().createWithGeneratedKeys("a"));
    try (SSLSocket guest = Tls.secure(running, running.hub().httpsPort(), "127.0.0.1")) {
      assertThat(ask(guest, token)).isEqualTo("204");
      try (SSLSocket stranger = Tls.secure(running, running.hub().httpsPort(), "127.0.0.1")) {
        assertThat(ask(stranger, "nonsense")).isEqualTo("401");
        Tls.readToEnd(stranger);
      }
      guest.getInputStream().skipNBytes(guest.getInputStream().available());
      assertThat(ask(guest, token)).as("longer than a stranger has").isEqualTo("204");
    }
  }

  /** The token is good for an hour; only silence can end this. */
  @Test
  void shouldNotKeepAnAmqpPeerThatProvesItselfAndNeverOpens() throws Exception {
    start(RunningHub.limits(100, Duration.ofSeconds(1), Duration.ofMinutes(10)));
    String token = running.deviceToken(running.hub().registry().createWithGeneratedKeys("cgm-a"));
    try (SSLSocket silent = Tls.secure(running, running.hub().amqpsPort(), "127.0.0.1");
        SSLSocket unfinished = Tls.secure(running, running.hub().amqpsPort(), "127.0.0.1")) {
      silent.getOutputStream().write(RawSasl.plain(token));
      unfinished.getOutputStream().write(RawSasl.plain(token));
      unfinished.getOutputStream().write(RawSasl.AMQP);
      unfinished.getOutputStream().write(RawSasl.OPEN, 0, RawSasl.OPEN.length - 1);
      assertThat(Tls.readToEnd(silent)).contains("local-idle-timeout");
      assertThat(Tls.readToEnd(unfinished)).contains("local-idle-timeout");
    }
    assertThat(running.refused(HubError.REQUEST_TIMEOUT)).isEqualTo(2);
    Eventually.holds(() -> connections() == 0);
  }

  private double connections() {
    return running.meters.get("hub.connections").tag("door", "amqps").gauge().value();
  }
}
