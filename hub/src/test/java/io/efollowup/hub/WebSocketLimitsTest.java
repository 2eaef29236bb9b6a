package io.efollowup.hub;

import static io.efollowup.hub.RawWebSocket.BINARY;
import static io.efollowup.hub.RawWebSocket.PING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.testkit.process.Stopwatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many, for how long, and what is not waited for. */
class WebSocketLimitsTest {
  private static final int MOST = 4;
  private static final String ENDLESS = RawWebSocket.REQUEST.strip() + "\r\nX: " + "x".repeat(300);

  @TempDir Path directory;
  private RunningHub running;

  @BeforeEach
  void start() throws Exception {
    running = start(Duration.ofMinutes(2), Duration.ofMinutes(2));
  }

  private void startImpatient(Duration idle, Duration arrival) throws Exception {
    running.close();
    running = start(idle, arrival);
  }

  private RunningHub start(Duration idle, Duration arrival) throws Exception {
    HubOptions options =
        HubOptions.of("127.0.0.1", 0, 0, 0, RunningHub.NAMES)
            .withLimits(RunningHub.limits(MOST, idle, arrival));
    return RunningHub.start(
        directory,
        message -> new Admission.Verdict.Admit(message.body(), Optional.empty()),
        options);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private static void shouldBeGreeted(RawWebSocket socket) throws Exception {
    socket.send(BINARY, WebSocketFramesTest.HELLO);
    assertThat(socket.read().orElseThrow().payload()).startsWith(WebSocketFramesTest.HELLO);
  }

  /** One byte now and then is not silence, and would go on for hours. */
  @Test
  void shouldNotWaitForARequestThatArrivesByteByByte() throws Exception {
    startImpatient(Duration.ofMinutes(2), Duration.ofSeconds(5));
    try (RawWebSocket socket = RawWebSocket.connect(running)) {
      Tls.drip(socket.socket, ENDLESS);
    }
    assertThat(running.refused(HubError.REQUEST_TIMEOUT)).isEqualTo(1);
  }

  @Test
  void shouldNotWaitForALaterRequestEither() throws Exception {
    startImpatient(Duration.ofMinutes(2), Duration.ofSeconds(5));
    try (RawWebSocket socket = RawWebSocket.connect(running)) {
      for (int i = 0; i < 3; i++) {
        socket.write("GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(socket.readHead()).contains("HTTP/1.1 404");
      }
      Tls.drip(socket.socket, ENDLESS);
    }
    assertThat(running.refused(HubError.REQUEST_TIMEOUT)).isEqualTo(1);
  }

  /** The protocol within has time-outs of its own. */
  @Test
  void shouldNotEndAQuietWebSocketForHttpsTimeOuts() throws Exception {
    Duration brief = Duration.ofSeconds(3);
    startImpatient(brief, brief);
    Device device = running.hub().registry().createWithGeneratedKeys("a");
    try (MqttDevice quiet = MqttDevice.overWebSocket(running, device)) {
      quiet.options().setKeepAliveInterval(0);
      quiet.connect();
      TimeUnit.SECONDS.sleep(5);

      quiet.publish("devices/a/messages/events/", "x", 1);
    }
  }

  @Test
  void shouldCountEachConnectionOnce() throws Exception {
    List<RawWebSocket> held = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      held.add(RawWebSocket.open(running));
    }
    try (RawWebSocket oneMore = RawWebSocket.connect(running)) {
      assertThatThrownBy(oneMore::readHead).isInstanceOf(IOException.class);
    }
    assertThat(running.refused(HubError.TOO_MANY_CONNECTIONS)).isEqualTo(1);
    held.getFirst().close();
    open().close();
    held.forEach(RawWebSocket::close);
  }

  @Test
  void shouldForgetConnectionsHoweverTheyEnd() throws Exception {
    for (int i = 0; i < 60; i++) {
      RawWebSocket socket = open();
      switch (i % 4) {
        case 0 -> socket.send(RawWebSocket.CLOSE, new byte[0]);
        case 1 -> socket.send(RawWebSocket.TEXT, new byte[0]);
        case 2 -> socket.send(BINARY, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        default -> {
          // just goes
        }
      }
      socket.close();
    }
    try (RawWebSocket last = open()) {
      shouldBeGreeted(last);
    }
  }

  /** As soon as the hub has noticed that one of those before has gone. */
  private RawWebSocket open() {
    AtomicReference<RawWebSocket> opened = new AtomicReference<>();
    Eventually.holds(
        () -> {
          try {
            opened.set(RawWebSocket.open(running));
          } catch (IOException | AssertionError e) {
            // not yet
          }
          return opened.get() != null;
        });
    return opened.get();
  }

  @Test
  void shouldGiveBackTheRoomOfAFrameThatNeverCame() throws Exception {
    try (RawWebSocket socket = RawWebSocket.open(running)) {
      byte[] beginning = RawWebSocket.frame(0x80 | BINARY, new byte[200_000]);
      socket.write(java.util.Arrays.copyOf(beginning, 20_000));
      Eventually.holds(() -> running.bytesHeld() >= 19_000);
    }
    Eventually.holds(() -> running.bytesHeld() == 0);
  }

  @Test
  void shouldEndItsWebSocketsWithItself() throws Exception {
    try (RawWebSocket socket = RawWebSocket.open(running)) {
      shouldBeGreeted(socket);
      try (Stopwatch watch = Stopwatch.start()) {
        running.hub().close();

        socket.awaitEnd();

        assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(15));
      }
    }
  }

  /** Every ping has to be answered; a peer that does not read the answers would fill the memory. */
  @Test
  @Tag("soak")
  void shouldCutOffWhoAsksAndDoesNotListen() throws Exception {
    byte[] ping = RawWebSocket.frame(0x80 | PING, new byte[125]);
    byte[] many = new byte[ping.length * 100];
    for (int i = 0; i < 100; i++) {
      System.arraycopy(ping, 0, many, i * ping.length, ping.length);
    }
    try (RawWebSocket socket = RawWebSocket.open(running)) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  socket.write(many);
                }
              })
          .isInstanceOf(IOException.class);
    }
    assertThat(running.refused(HubError.REQUEST_TIMEOUT)).isEqualTo(1);
    try (RawWebSocket other = RawWebSocket.open(running)) {
      shouldBeGreeted(other);
    }
  }
}
