package io.efollowup.bench.artemis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How long this disk takes to have a block for certain. */
final class DiskSpeed {
  private static final int BLOCK = 4096;
  private static final int BLOCKS = 250;
  private static final int ROUNDS = 5;

  private DiskSpeed() {}

  /** The best of several rounds' mean, in a file made for the purpose beforehand. */
  static long nanosPerSync(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path file = Files.createTempFile(directory, "speed", ".tmp");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(BLOCK * BLOCKS));
      channel.force(true);
      long best = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        best = Math.min(best, round(channel));
      }
      return best;
    } finally {
      Files.delete(file);
    }
  }

  private static long round(FileChannel channel) throws IOException {
    long begin = System.nanoTime();
    for (int i = 0; i < BLOCKS; i++) {
      channel.write(ByteBuffer.allocate(BLOCK), (long) i * BLOCK);
      channel.force(false);
    }
    return (System.nanoTime() - begin) / BLOCKS;
  }
}
