package io.efollowup.bench.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How long the disk takes to have a small block for certain, asked all the time. Thread-safe. */
final class DiskProbe implements AutoCloseable {
  private static final int BLOCK = 4096;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final FileChannel file;
  private final Thread thread;
  private long longest;
  private boolean writes;
  private long began;
  private volatile boolean over;

  private DiskProbe(FileChannel file) {
    this.file = file;
    this.thread = Thread.ofPlatform().daemon().name("disk-probe").start(this::run);
  }

  /** Begins to ask the disk of this directory. */
  static DiskProbe start(Path directory) throws IOException {
    Path file = Files.createTempFile(directory, "probe", ".tmp");
    return new DiskProbe(
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
  }

  private void run() {
    try {
      while (!over) {
        begin();
        file.write(ByteBuffer.allocate(BLOCK), 0);
        file.force(false);
        end();
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void begin() {
    began = System.nanoTime();
    writes = true;
  }

  private synchronized void end() {
    longest = Math.max(longest, System.nanoTime() - began);
    writes = false;
  }

  /** The longest that took since this was asked the last time, or has taken so far. */
  synchronized Duration longest() {
    if (writes) {
      end();
      writes = true;
    }
    Duration answer = Duration.ofNanos(longest);
    longest = 0;
    return answer;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    over = true;
    thread.join();
    file.close();
  }
}
