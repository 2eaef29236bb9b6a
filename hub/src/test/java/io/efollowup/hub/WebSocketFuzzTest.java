package io.efollowup.hub;

import static io.efollowup.hub.RawWebSocket.BINARY;
import static io.efollowup.hub.RawWebSocket.CLOSE;
import static io.efollowup.hub.RawWebSocket.CONTINUATION;
import static io.efollowup.hub.RawWebSocket.PING;
import static io.efollowup.hub.RawWebSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.api.SilentCloseable;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes follow an upgrade, the connection goes on or ends, nothing of it stays, and no
 * other is touched.
 */
class WebSocketFuzzTest {
  private static final int FINAL = 0x80;
  private static final int USES = 200;
  private static final byte[] AMQP = {'A', 'M', 'Q', 'P', 0, 1, 0, 0};
  private static final byte[] OPEN = {
    0, 0, 0, 0x11, 2, 0, 0, 0, 0, 0x53, 0x10, (byte) 0xc0, 4, 1, (byte) 0xa1, 1, 'c'
  };
  private static final byte[] BEGIN = {
    0,
    0,
    0,
    0x18,
    2,
    0,
    0,
    0,
    0,
    0x53,
    0x11,
    (byte) 0xc0,
    11,
    4,
    0x40,
    0x43,
    0x70,
    0,
    0,
    8,
    0,
    0x52,
    100,
    0
  };

  /** A hub with a healthy connection, for all inputs. */
  private static final class Shared {
    static final RunningHub HUB = hub();
    static final SSLSocketFactory TRUST = trust();
    static RawWebSocket healthy = connect();
    static int used;

    private static RunningHub hub() {
      try {
        return RunningHub.start(
            Files.createTempDirectory("hub-fuzz"),
            message -> new Admission.Verdict.Admit(message.body(), Optional.empty()),
            HubOptions.of("127.0.0.1", 0, 0, 0, RunningHub.NAMES)
                .withLimits(
                    RunningHub.limits(20_000, Duration.ofMinutes(4), Duration.ofMinutes(10))));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private static SSLSocketFactory trust() {
      try {
        return RunningHub.trusting(HUB.authority).getSocketFactory();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    /** It shows no token, so it is not for long. */
    static RawWebSocket healthy() {
      if (++used % USES == 0) {
        healthy.close();
        healthy = connect();
      }
      return healthy;
    }

    static RawWebSocket connect() {
      try {
        RawWebSocket socket = RawWebSocket.connect(TRUST, HUB.hub().httpsPort());
        socket.upgrade();
        return socket;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @AfterAll
  static void stop() {
    Shared.healthy.close();
    Shared.HUB.close();
  }

  private static byte[] frame(int first, byte[]... payload) {
    return RawWebSocket.frame(first, joined(payload), 0);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.asList(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  static Stream<byte[]> seeds() {
    byte[] text = "still there?".getBytes(StandardCharsets.US_ASCII);
    return Stream.of(
        frame(FINAL | BINARY, AMQP, OPEN, BEGIN),
        joined(
            frame(FINAL | BINARY, Arrays.copyOf(AMQP, 3)),
            frame(FINAL | BINARY, Arrays.copyOfRange(AMQP, 3, 8)),
            frame(BINARY, OPEN),
            frame(FINAL | PING, text),
            frame(CONTINUATION),
            frame(FINAL | CONTINUATION, BEGIN)),
        joined(frame(FINAL | BINARY, WebSocketFramesTest.HELLO), frame(FINAL | PING)),
        joined(frame(FINAL | BINARY, new byte[300]), frame(FINAL | CLOSE, new byte[] {3, -23})),
        joined(
            RawWebSocket.header(FINAL | BINARY, 0x80, 70_000), new byte[4], AMQP, new byte[1000]),
        frame(FINAL | TEXT, text),
        RawWebSocket.header(FINAL | BINARY, 0x80, Long.MAX_VALUE),
        joined(frame(FINAL | CLOSE, new byte[] {3, -24}, text), frame(FINAL | BINARY, AMQP)));
  }

  @MethodSource("seeds")
  @Tag("fuzz")
  @FuzzTest(maxDuration = "60s")
  void fuzz(byte[] bytes) throws IOException {
    // Jazzer takes any connection for a finding; here the hub's own door is what is searched.
    try (SilentCloseable allowed =
        BugDetectors.allowNetworkConnections((host, port) -> isLoopback(host))) {
      shouldWithstand(bytes);
    }
  }

  private static void shouldWithstand(byte[] bytes) throws IOException {
    say(bytes);
    assertThat(Shared.HUB.refused(HubError.SERVER_ERROR)).as("defects").isZero();
    shouldStillServe();
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.");
  }

  private static void say(byte[] bytes) {
    try (RawWebSocket hostile = Shared.connect()) {
      hostile.write(bytes);
      hostile.socket.shutdownOutput();
      hostile.awaitEnd();
    } catch (IOException e) {
      // The hub hung up before all was said.
    }
  }

  private static void shouldStillServe() throws IOException {
    RawWebSocket healthy = Shared.healthy();
    healthy.send(PING, AMQP);
    RawWebSocket.Frame answer = healthy.read().orElseThrow();
    assertThat(answer.opcode()).isEqualTo(RawWebSocket.PONG);
    assertThat(answer.payload()).isEqualTo(AMQP);
  }

  @Test
  void shouldSurviveAnyBytes() throws Exception {
    FuzzInputs.run(getClass(), seeds().toList(), 1000, this::unchecked);

    Eventually.holds(() -> Shared.HUB.bytesHeld() == 0);
  }

  private void unchecked(byte[] bytes) {
    try {
      shouldWithstand(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
