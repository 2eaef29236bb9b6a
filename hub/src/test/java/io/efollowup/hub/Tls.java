package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

/** Sockets of tests, from an address of their own. */
final class Tls {
  private Tls() {}

  /** Connected, without a word. */
  static Socket plain(int port, String from) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    socket.connect(new InetSocketAddress("127.0.0.1", port), Eventually.MILLIS);
    socket.setSoTimeout(Eventually.MILLIS);
    return socket;
  }

  /** Connected and secured. */
  static SSLSocket secure(RunningHub hub, int port, String from) throws Exception {
    SSLSocket socket =
        (SSLSocket)
            RunningHub.trusting(hub.authority)
                .getSocketFactory()
                .createSocket(plain(port, from), "127.0.0.1", port, true);
    socket.startHandshake();
    return socket;
  }

  /** What a client says first. */
  static byte[] clientHello() throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    ByteBuffer out = ByteBuffer.allocate(32 * 1024);
    engine.wrap(ByteBuffer.allocate(0), out);
    byte[] bytes = new byte[out.position()];
    out.get(0, bytes);
    return bytes;
  }

  static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    socket.getOutputStream().flush();
  }

  /** Says one byte after the other until the hub hangs up, which it has to do before the end. */
  static void drip(Socket socket, String text) {
    try {
      for (int i = 0; i < text.length(); i++) {
        write(socket, text.substring(i, i + 1));
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    } catch (IOException e) {
      return; // as it should be
    }
    throw new AssertionError("the hub let it go on");
  }

  /** Everything until the other side is gone, in whatever way. */
  static String readToEnd(Socket socket) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (int next = socket.getInputStream().read();
          next >= 0;
          next = socket.getInputStream().read()) {
        all.write(next);
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("the hub did not hang up", e);
    } catch (IOException e) {
      // A reset is an end too.
    }
    return all.toString(US_ASCII);
  }
}
