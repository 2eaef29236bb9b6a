package io.efollowup.journal.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a file through a window, so that many small frames cost few system calls. */
final class FrameWindow {
  private static final int USUAL = 256 * 1024;

  private final FileChannel channel;
  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private long start;

  FrameWindow(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * A view of {@code length} bytes from an offset, or of fewer where {@code end} or the file comes
   * first. Valid until the next call. Bytes behind {@code end} are never kept: they may change.
   */
  ByteBuffer view(long offset, int length, long end) throws IOException {
    int wanted = (int) Math.max(0, Math.min(length, end - offset));
    if (offset < start || offset + wanted > start + bytes.limit()) {
      fill(offset, wanted, end);
    }
    int index = (int) (offset - start);
    return bytes.slice(index, Math.min(wanted, bytes.limit() - index));
  }

  private void fill(long offset, int wanted, long end) throws IOException {
    int size = (int) Math.max(wanted, Math.min(USUAL, end - offset));
    if (bytes.capacity() < size || bytes.capacity() > Math.max(size, USUAL)) {
      bytes = ByteBuffer.allocate(size);
    }
    bytes.clear().limit(size);
    start = offset;
    while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {
      // until the window is full or the file ends
    }
    bytes.flip();
  }
}
