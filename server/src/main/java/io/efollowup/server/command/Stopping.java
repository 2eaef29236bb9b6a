package io.efollowup.server.command;

import java.util.concurrent.CountDownLatch;

/** Waits for the process to be told to stop, and stops in order. */
final class Stopping {
  private Stopping() {}

  /** Returns when this thread is interrupted; on a signal, closes and lets the process end. */
  static void waitFor(AutoCloseable running) throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              try {
                running.close();
              } catch (Exception e) {
                System.err.println("efollowup: not everything could be closed: " + e.getMessage());
              }
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    interrupted.await();
  }
}
