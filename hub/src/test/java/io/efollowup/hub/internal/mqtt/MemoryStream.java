package io.efollowup.hub.internal.mqtt;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.io.ByteArrayOutputStream;

/** A stream whose other end is a test. */
final class MemoryStream implements WriteStream<Buffer>, ReadStream<Buffer> {
  private static final int MOST_OUTPUT = 8 * 1024 * 1024;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private Handler<Void> drained = ignored -> {};
  private boolean full;
  private boolean paused;

  /** What the hub has written since the last time. */
  byte[] take() {
    byte[] taken = written.toByteArray();
    written.reset();
    return taken;
  }

  boolean isPaused() {
    return paused;
  }

  void fill() {
    full = true;
  }

  void drain() {
    full = false;
    drained.handle(null);
  }

  @Override
  public Future<Void> write(Buffer data) {
    if (written.size() + data.length() > MOST_OUTPUT) {
      throw new AssertionError("the hub writes without end");
    }
    written.writeBytes(data.getBytes());
    return Future.succeededFuture();
  }

  @Override
  public boolean writeQueueFull() {
    return full;
  }

  @Override
  public MemoryStream drainHandler(Handler<Void> handler) {
    drained = handler;
    return this;
  }

  @Override
  public MemoryStream setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public MemoryStream exceptionHandler(Handler<Throwable> handler) {
    return this;
  }

  @Override
  public Future<Void> end() {
    return Future.succeededFuture();
  }

  @Override
  public MemoryStream handler(Handler<Buffer> handler) {
    return this;
  }

  @Override
  public MemoryStream pause() {
    paused = true;
    return this;
  }

  @Override
  public MemoryStream resume() {
    paused = false;
    return this;
  }

  @Override
  public MemoryStream fetch(long amount) {
    return this;
  }

  @Override
  public MemoryStream endHandler(Handler<Void> handler) {
    return this;
  }
}
