package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.internal.LoopWork;
import io.efollowup.hub.internal.guard.Origin;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.io.ByteArrayOutputStream;

/** A connection of the hub whose bytes are given and taken by a test. */
final class MemoryConnection implements WriteStream<Buffer>, ReadStream<Buffer> {
  private static final int MOST_OUTPUT = 4 * 1024 * 1024;

  private final MemoryHub hub;
  private final AmqpConnection connection;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private Handler<Void> drained = ignored -> {};
  private boolean full;
  private boolean paused;
  private boolean disconnected;

  MemoryConnection(MemoryHub hub) {
    this.hub = hub;
    connection =
        new AmqpConnection(
            hub.vertx.vertx(),
            new LoopWork(hub.vertx.vertx().getOrCreateContext()),
            hub.services,
            Origin.UNKNOWN,
            this,
            () -> disconnected = true);
  }

  /** Gives the hub bytes, and lets it do all that follows from them. */
  void feed(byte[] bytes) {
    if (!disconnected) {
      connection.received(Buffer.buffer(bytes));
      hub.vertx.run();
    }
  }

  /** What the hub has written since the last time. */
  byte[] take() {
    byte[] taken = written.toByteArray();
    written.reset();
    return taken;
  }

  /** Whether the hub hung up. */
  boolean disconnected() {
    return disconnected;
  }

  /** Whether the hub reads from the peer at present. */
  boolean isReadFrom() {
    return !paused;
  }

  void stopReading() {
    full = true;
  }

  void readAgain() {
    full = false;
    readALittle();
  }

  /** Reads what was written, and nothing of what is written then. */
  void readALittle() {
    drained.handle(null);
    hub.vertx.run();
  }

  /** The peer goes. */
  void gone() {
    connection.gone();
    hub.vertx.run();
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
  public MemoryConnection drainHandler(Handler<Void> handler) {
    drained = handler;
    return this;
  }

  @Override
  public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public MemoryConnection exceptionHandler(Handler<Throwable> handler) {
    return this;
  }

  @Override
  public Future<Void> end() {
    return Future.succeededFuture();
  }

  @Override
  public MemoryConnection handler(Handler<Buffer> handler) {
    return this;
  }

  @Override
  public MemoryConnection pause() {
    paused = true;
    return this;
  }

  @Override
  public MemoryConnection resume() {
    paused = false;
    return this;
  }

  @Override
  public MemoryConnection fetch(long amount) {
    return this;
  }

  @Override
  public MemoryConnection endHandler(Handler<Void> handler) {
    return this;
  }
}
