package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A TLS connection to the HTTPS door on which a test says what it likes, frame by frame. */
final class RawWebSocket implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** The key of RFC 6455's example, and the answer that belongs to it. */
  static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  static final String REQUEST =
      """
      GET /$iothub/websocket HTTP/1.1\r
      Host: 127.0.0.1\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: %s\r
      Sec-WebSocket-Protocol: AMQPWSB10\r
      \r
      """
          .formatted(KEY);

  private static final int MASK = 0x5a17_c3e9;

  final SSLSocket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  /** A frame from the hub. */
  @SuppressWarnings("ArrayRecordComponent")
  record Frame(int first, int second, byte[] payload) {
    int opcode() {
      return first & 0x0f;
    }

    boolean isWhole() {
      return (first & 0xf0) == 0x80;
    }

    boolean isMasked() {
      return (second & 0x80) != 0;
    }

    /** Of a close. */
    int status() {
      return payload.length < 2 ? 0 : ByteBuffer.wrap(payload).getShort() & 0xffff;
    }
  }

  private RawWebSocket(SSLSocket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(Eventually.MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
  }

  static RawWebSocket connect(SSLSocketFactory trust, int port) throws IOException {
    return new RawWebSocket((SSLSocket) trust.createSocket("127.0.0.1", port));
  }

  static RawWebSocket connect(RunningHub hub) throws Exception {
    return connect(RunningHub.trusting(hub.authority).getSocketFactory(), hub.hub().httpsPort());
  }

  /** Connected, and speaking AMQP in frames from now on. */
  static RawWebSocket open(RunningHub hub) throws Exception {
    RawWebSocket socket = connect(hub);
    socket.upgrade();
    return socket;
  }

  /** The same from an address of its own. */
  static RawWebSocket open(RunningHub hub, String from) throws Exception {
    RawWebSocket socket = new RawWebSocket(Tls.secure(hub, hub.hub().httpsPort(), from));
    socket.upgrade();
    return socket;
  }

  void upgrade() throws IOException {
    write(REQUEST.getBytes(ISO_8859_1));
    String head = readHead();
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new AssertionError(head);
    }
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  void write(String text) throws IOException {
    write(text.getBytes(ISO_8859_1));
  }

  /** Up to the empty line; less when the hub hangs up before. */
  String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  void send(int opcode, byte[] payload) throws IOException {
    write(frame(0x80 | opcode, payload));
  }

  /** A masked frame. */
  static byte[] frame(int first, byte[] payload) {
    return frame(first, payload, MASK);
  }

  /** A frame as clients send them: with a mask, of which zero shows the payload as it is. */
  static byte[] frame(int first, byte[] payload, int mask) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(header(first, 0x80, payload.length));
    byte[] masks = ByteBuffer.allocate(4).putInt(mask).array();
    bytes.writeBytes(masks);
    byte[] masked = payload.clone();
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= masks[i % 4];
    }
    bytes.writeBytes(masked);
    return bytes.toByteArray();
  }

  /** The header of a frame. */
  static byte[] header(int first, int masked, long length) {
    ByteBuffer header = ByteBuffer.allocate(10).put((byte) first);
    if (length < 126) {
      header.put((byte) (masked | (int) length));
    } else if (length < 65_536) {
      header.put((byte) (masked | 126)).putShort((short) length);
    } else {
      header.put((byte) (masked | 127)).putLong(length);
    }
    return Arrays.copyOf(header.array(), header.position());
  }

  /** The next frame; none when the hub has hung up. */
  Optional<Frame> read() throws IOException {
    try {
      int first = in.readUnsignedByte();
      int second = in.readUnsignedByte();
      long length = second & 0x7f;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      byte[] payload = new byte[Math.toIntExact(length)];
      in.readFully(payload);
      return Optional.of(new Frame(first, second, payload));
    } catch (EOFException | SocketException | SSLException e) {
      return Optional.empty();
    }
  }

  /** With what status the hub closes, after whatever else it says. */
  int closeStatus() throws IOException {
    for (Optional<Frame> next = read(); next.isPresent(); next = read()) {
      if (next.get().opcode() == CLOSE) {
        return next.get().status();
      }
    }
    throw new AssertionError("hung up without a close");
  }

  /** Reads until the hub hangs up. */
  void awaitEnd() throws IOException {
    while (read().isPresent()) {
      // whatever it says
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
