package io.efollowup.hub;

import static io.efollowup.hub.RawWebSocket.BINARY;
import static io.efollowup.hub.RawWebSocket.PING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many, for how long, and what is not waited for. */
@Timeout(60)
class WebSocketLimitsTest {
  private static final int MOST = 4;

  @TempDir Path directory;
  private RunningHub running;

  @BeforeEach
  void start() throws Exception {
    running = start(Duration.ofSeconds(1));
  }

  private RunningHub start(Duration timeOut) throws Exception {
    HubOptions options =
        HubOptions.of("127.0.0.1", 0, 0, 0, RunningHub.NAMES)
            .withLimits(RunningHub.limits(MOST, timeOut, timeOut));
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
    try (RawWebSocket socket = RawWebSocket.connect(running)) {
      shouldBeCutOffWhileItSays(socket, RawWebSocket.REQUEST);
    }
    assertThat(running.refused(HubError.REQUEST_TIMEOUT)).isEqualTo(1);
  }

  @Test
  void shouldNotWaitForALaterRequestEither() throws Exception {
    try (RawWebSocket socket = RawWebSocket.connect(running)) {
      for (int i = 0; i < 3; i++) {
        socket.write("GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(socket.readHead()).contains("HTTP/1.1 404");
      }
      shouldBeCutOffWhileItSays(socket, RawWebSocket.REQUEST);
    }
    assertThat(running.refused(HubError.REQUEST_TIMEOUT)).isEqualTo(1);
  }

  private static void shouldBeCutOffWhileItSays(RawWebSocket socket, String text) {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < text.length(); i++) {
                socket.write(text.substring(i, i + 1));
                TimeUnit.MILLISECONDS.sleep(100);
              }
            })
        .isInstanceOf(IOException.class);
  }

  /** The protocol within has time-outs of its own. */
  @Test
  void shouldNotEndAQuietWebSocketForHttpsTimeOuts() throws Exception {
    try (RawWebSocket socket = RawWebSocket.open(running)) {
      TimeUnit.MILLISECONDS.sleep(2500);

      shouldBeGreeted(socket);
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
    await(
        () -> {
          try (RawWebSocket again = RawWebSocket.open(running)) {
            return true;
          } catch (Exception | AssertionError e) {
            return false;
          }
        });
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
  private RawWebSocket open() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      try {
        return RawWebSocket.open(running);
      } catch (IOException | AssertionError e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }

  @Test
  void shouldGiveBackTheRoomOfAFrameThatNeverCame() throws Exception {
    try (RawWebSocket socket = RawWebSocket.open(running)) {
      byte[] beginning = RawWebSocket.frame(0x80 | BINARY, new byte[200_000]);
      socket.write(java.util.Arrays.copyOf(beginning, 20_000));
      await(() -> running.bytesHeld() >= 19_000);
    }
    await(() -> running.bytesHeld() == 0);
  }

  @Test
  void shouldEndItsWebSocketsWithItself() throws Exception {
    try (RawWebSocket socket = RawWebSocket.open(running)) {
      shouldBeGreeted(socket);
      long began = System.nanoTime();
      running.hub().close();

      socket.awaitEnd();

      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(15);
    }
  }

  /** Every ping has to be answered; a peer that does not read the answers would fill the memory. */
  @Test
  @Tag("soak")
  @Timeout(120)
  void shouldCutOffWhoAsksAndDoesNotListen() throws Exception {
    running.close();
    running = start(Duration.ofMinutes(2)); // it would be cut off sooner for showing no token
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

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
