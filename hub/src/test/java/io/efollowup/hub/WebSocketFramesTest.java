package io.efollowup.hub;

import static io.efollowup.hub.RawWebSocket.BINARY;
import static io.efollowup.hub.RawWebSocket.CLOSE;
import static io.efollowup.hub.RawWebSocket.CONTINUATION;
import static io.efollowup.hub.RawWebSocket.PING;
import static io.efollowup.hub.RawWebSocket.PONG;
import static io.efollowup.hub.RawWebSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.RawWebSocket.Frame;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of frames, whatever they carry. */
class WebSocketFramesTest {
  /** What an AMQP client says first, and the hub answers with the same. */
  static final byte[] HELLO = {'A', 'M', 'Q', 'P', 3, 1, 0, 0};

  private static final int FINAL = 0x80;

  @TempDir Path directory;
  private RunningHub running;
  private RawWebSocket socket;

  @BeforeEach
  void start() throws Exception {
    running = RunningHub.start(directory);
    socket = RawWebSocket.open(running);
  }

  @AfterEach
  void stop() throws Exception {
    socket.close();
    try (RawWebSocket other = RawWebSocket.open(running)) {
      other.send(BINARY, HELLO);
      assertThat(other.read().orElseThrow().payload()).startsWith(HELLO);
    }
    assertThat(running.refused(HubError.SERVER_ERROR)).isZero();
    running.close();
  }

  private void shouldBeGreeted() throws Exception {
    Frame frame = socket.read().orElseThrow();
    assertThat(frame.opcode()).isEqualTo(BINARY);
    assertThat(frame.isWhole()).isTrue();
    assertThat(frame.isMasked()).isFalse();
    assertThat(frame.payload()).startsWith(HELLO);
  }

  private void shouldClose(int status, HubError why) throws Exception {
    assertThat(socket.closeStatus()).isEqualTo(status);
    socket.awaitEnd();
    assertThat(running.refused(why)).isEqualTo(1);
  }

  @Test
  void shouldReadOverTheEdgesOfFrames() throws Exception {
    for (byte one : HELLO) {
      socket.send(BINARY, new byte[] {one});
    }
    shouldBeGreeted();
  }

  @Test
  void shouldReadAMessageOfSeveralFramesWithAPingWithin() throws Exception {
    socket.write(RawWebSocket.frame(BINARY, Arrays.copyOf(HELLO, 3)));
    socket.write(RawWebSocket.frame(CONTINUATION, new byte[0]));
    socket.send(PING, new byte[] {1, 2, 3});
    assertThat(socket.read().orElseThrow().opcode()).isEqualTo(PONG);
    socket.write(
        RawWebSocket.frame(FINAL | CONTINUATION, Arrays.copyOfRange(HELLO, 3, HELLO.length)));
    shouldBeGreeted();
  }

  @Test
  void shouldReadAFrameThatArrivesByteByByte() throws Exception {
    for (byte part : RawWebSocket.frame(FINAL | BINARY, HELLO)) {
      socket.write(new byte[] {part});
    }
    shouldBeGreeted();
  }

  /** Who does not wait for the answer may not count on being heard; so it is told. */
  @Test
  void shouldEndAConnectionThatDoesNotWaitForTheAnswer() throws Exception {
    socket.close();
    socket = RawWebSocket.connect(running);
    byte[] request = RawWebSocket.REQUEST.getBytes(StandardCharsets.ISO_8859_1);
    byte[] frame = RawWebSocket.frame(FINAL | BINARY, HELLO);
    byte[] both = Arrays.copyOf(request, request.length + frame.length);
    System.arraycopy(frame, 0, both, request.length, frame.length);

    socket.write(both);

    socket.awaitEnd();
    assertThat(running.refused(HubError.MALFORMED_REQUEST)).isEqualTo(1);
  }

  @Test
  void shouldAnswerAPingWithItsOwnContent() throws Exception {
    byte[] content = "still there?".getBytes(StandardCharsets.US_ASCII);
    socket.send(PING, content);

    Frame answer = socket.read().orElseThrow();

    assertThat(answer.opcode()).isEqualTo(PONG);
    assertThat(answer.payload()).isEqualTo(content);
  }

  @Test
  void shouldPassOverAPongNobodyAskedFor() throws Exception {
    socket.send(PONG, new byte[] {1});
    socket.send(BINARY, HELLO);
    shouldBeGreeted();
  }

  @Test
  void shouldRefuseText() throws Exception {
    socket.send(TEXT, HELLO);
    shouldClose(1003, HubError.UNSUPPORTED);
  }

  @Test
  void shouldRefuseAFrameThatHoldsMoreThanAMessage() throws Exception {
    socket.write(RawWebSocket.header(FINAL | BINARY, 0x80, 400_000));
    shouldClose(1009, HubError.MESSAGE_TOO_LARGE);
  }

  @Test
  void shouldNotReserveRoomForALengthItIsOnlyTold() throws Exception {
    socket.write(RawWebSocket.header(FINAL | BINARY, 0x80, Long.MAX_VALUE));
    shouldClose(1009, HubError.MESSAGE_TOO_LARGE);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "82 08 41 4d 51 50 03 01 00 00", // not masked
        "c2 81 00 00 00 00 41", // compressed, which was not agreed
        "80 81 00 00 00 00 41", // goes on with nothing
        "83 81 00 00 00 00 41", // a kind there is not
        "8b 80 00 00 00 00", // a control frame there is not
        "09 80 00 00 00 00", // a ping in parts
        "89 fe 00 80 00 00 00 00", // a ping too long
        "82 fe 00 01 00 00 00 00 41", // a length longer than need be
        "82 ff ff ff ff ff ff ff ff ff 00 00 00 00", // a length below zero
        "02 80 00 00 00 00 82 80 00 00 00 00", // a message within a message
        "88 81 00 00 00 00 03", // half a status
        "88 82 00 00 00 00 00 01" // a status there is not
      })
  void shouldEndWhatIsNoWebSocket(String bytes) throws Exception {
    socket.write(java.util.HexFormat.ofDelimiter(" ").parseHex(bytes));
    shouldClose(1002, HubError.MALFORMED_REQUEST);
  }

  @Test
  void shouldAnswerAClose() throws Exception {
    socket.send(BINARY, HELLO);
    shouldBeGreeted();
    socket.send(CLOSE, new byte[] {3, (byte) 0xe9});

    assertThat(socket.closeStatus()).isEqualTo(1001);
    socket.awaitEnd();
  }

  @Test
  void shouldCloseWhenTheProtocolWithinEnds() throws Exception {
    socket.send(BINARY, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    assertThat(socket.closeStatus()).isEqualTo(1000);
    socket.send(CLOSE, new byte[] {3, (byte) 0xe8});
    socket.awaitEnd();
  }

  @Test
  void shouldHangUpOnAPeerThatDoesNotAnswerAClose() throws Exception {
    socket.send(BINARY, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    assertThat(socket.closeStatus()).isEqualTo(1000);
    socket.awaitEnd();
  }

  @Test
  void shouldHearNothingAfterItHasClosed() throws Exception {
    socket.send(TEXT, HELLO);
    socket.send(BINARY, HELLO);
    socket.send(TEXT, HELLO);

    Frame first = socket.read().orElseThrow();
    assertThat(first.status()).isEqualTo(1003);
    assertThat(socket.read()).isEmpty();
    assertThat(running.refused(HubError.UNSUPPORTED)).isEqualTo(1);
  }
}
