package io.efollowup.journal;

import io.efollowup.journal.internal.ChannelOpener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** A disk that fails on demand in the ways disks do. */
final class FaultyDisk implements ChannelOpener {
  enum Mode {
    SOUND,
    FULL,
    READ_ONLY,
    SYNC_FAILS,
    NOTHING_WORKS,
    SYNC_HANGS
  }

  volatile Mode mode = Mode.SOUND;

  /** Given out while {@link Mode#SYNC_HANGS}, to let syncs go on. */
  final Semaphore syncs = new Semaphore(0);

  @Override
  public FileChannel open(Path file) throws IOException {
    if (mode == Mode.NOTHING_WORKS) {
      throw new IOException("Input/output error");
    }
    return new Channel(ChannelOpener.DISK.open(file));
  }

  private final class Channel extends FileChannel {
    private final FileChannel real;

    Channel(FileChannel real) {
      this.real = real;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      switch (mode) {
        case FULL -> {
          ByteBuffer half = source.slice(source.position(), source.remaining() / 2);
          real.write(half, position);
          throw new IOException("No space left on device");
        }
        case READ_ONLY -> throw new IOException("Read-only file system");
        case NOTHING_WORKS -> throw new IOException("Input/output error");
        case SOUND, SYNC_FAILS, SYNC_HANGS -> {}
      }
      return real.write(source, position);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      switch (mode) {
        case SYNC_FAILS, NOTHING_WORKS -> throw new IOException("Input/output error");
        case SYNC_HANGS -> syncs.acquireUninterruptibly();
        case SOUND, FULL, READ_ONLY -> {}
      }
      real.force(metaData);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      switch (mode) {
        case READ_ONLY -> throw new IOException("Read-only file system");
        case NOTHING_WORKS -> throw new IOException("Input/output error");
        case SOUND, FULL, SYNC_FAILS, SYNC_HANGS -> {}
      }
      real.truncate(size);
      return this;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return real.read(target, position);
    }

    @Override
    public long size() throws IOException {
      return real.size();
    }

    @Override
    protected void implCloseChannel() throws IOException {
      real.close();
    }

    @Override
    public int read(ByteBuffer target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer source) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long newPosition) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mapMode, long position, long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
      throw new UnsupportedOperationException();
    }
  }
}
