package io.efollowup.server.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * The one line a connection sends. Whoever can reach the loopback port can send it, with or without
 * the credential, so it is bounded in length and in time.
 */
final class RequestLine {
  /** Some ten thousand subjects of a replay fit. */
  static final int LONGEST = 1024 * 1024;

  static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int CHUNK = 8192;

  private RequestLine() {}

  /**
   * Reads up to the end of the line.
   *
   * @return empty when the line is too long or the sender goes away within it
   * @throws SocketTimeoutException when the whole line takes too long, however it trickles in
   */
  static Optional<byte[]> read(Socket connection) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    InputStream in = connection.getInputStream();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    while (line.size() <= LONGEST) {
      connection.setSoTimeout(millisUntil(deadline));
      int count = in.read(chunk);
      if (count < 0) {
        return Optional.empty();
      }
      int end = endOfLine(chunk, count);
      line.write(chunk, 0, end);
      if (end < count) {
        return Optional.of(line.toByteArray());
      }
    }
    return Optional.empty();
  }

  private static int millisUntil(long deadline) throws SocketTimeoutException {
    long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    if (left <= 0) {
      throw new SocketTimeoutException("the request took too long to arrive");
    }
    return (int) left;
  }

  private static int endOfLine(byte[] chunk, int count) {
    for (int i = 0; i < count; i++) {
      if (chunk[i] == '\n') {
        return i;
      }
    }
    return count;
  }
}
