package io.efollowup.bench.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes on what two sides of a TCP connection say and counts it, so that TLS is counted with what
 * it carries; headers of TCP and IP are not. Thread-safe.
 */
final class CountingProxy implements AutoCloseable {
  private static final int QUIET_MILLIS = 300;

  private final ServerSocket listening;
  private final int destination;
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();

  /**
   * @param destination a port of this machine
   */
  CountingProxy(int destination) throws IOException {
    this.destination = destination;
    listening = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /**
   * Bytes that passed.
   *
   * @param up from the device
   * @param down to the device
   */
  record Count(long up, long down) {
    Count since(Count before) {
      return new Count(up - before.up, down - before.down);
    }

    long total() {
      return up + down;
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  /** What passed so far, once nothing passes any more. */
  Count whenQuiet() throws InterruptedException {
    Count last = count();
    while (true) {
      Thread.sleep(QUIET_MILLIS);
      Count now = count();
      if (now.equals(last)) {
        return now;
      }
      last = now;
    }
  }

  private Count count() {
    return new Count(up.get(), down.get());
  }

  private void accept() {
    try {
      while (true) {
        Socket device = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), destination);
        device.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> pass(device, server, up));
        Thread.ofVirtual().start(() -> pass(server, device, down));
      }
    } catch (IOException e) {
      if (!listening.isClosed()) {
        throw new UncheckedIOException("the counting proxy broke", e);
      }
    }
  }

  private static void pass(Socket from, Socket to, AtomicLong count) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        count.addAndGet(read);
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One side is gone; closing tells the other.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
