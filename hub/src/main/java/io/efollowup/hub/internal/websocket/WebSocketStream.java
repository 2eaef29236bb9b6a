package io.efollowup.hub.internal.websocket;

import io.efollowup.hub.HubError;
import io.efollowup.hub.internal.HubMeters;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;

/**
 * A WebSocket as a stream of bytes. Where frames begin and end means nothing to what is carried.
 *
 * <p>Libraries are particular about what they are sent: whole binary frames of moderate size, and
 * no pings, which some take for the end of the world. On one event loop.
 */
final class WebSocketStream implements ReadStream<Buffer>, WriteStream<Buffer> {
  /** The service library of Java has room for 65 KB. */
  static final int LARGEST_SENT = 16 * 1024;

  private static final Duration SLOWEST_READER = Duration.ofSeconds(30);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  /** Time for a close to be read that cannot be answered: nothing more is understood. */
  private static final Duration LAST_WORD = Duration.ofMillis(200);

  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final HubMeters meters;
  private Handler<Buffer> received = bytes -> {};
  private Handler<Void> drained = ignored -> {};
  private Handler<Void> gone = ignored -> {};
  private boolean paused;
  private boolean choked;
  private boolean closing;
  private long cutOff = -1;

  WebSocketStream(Vertx vertx, ServerWebSocket socket, HubMeters meters) {
    this.vertx = vertx;
    this.socket = socket;
    this.meters = meters;
    socket.frameHandler(this::arrived);
    socket.drainHandler(ignored -> drained());
    socket.closeHandler(ignored -> ended());
  }

  private void arrived(WebSocketFrame frame) {
    if (frame.isPing()) {
      choke();
    } else if (!closing) {
      switch (frame.type()) {
        case BINARY, CONTINUATION -> received.handle(frame.binaryData());
        case TEXT ->
            refuse(HubError.UNSUPPORTED, WebSocketCloseStatus.INVALID_MESSAGE_TYPE, CLOSE_WITHIN);
        case PING, PONG, CLOSE -> {
          // Nothing was asked; the socket itself answers a close.
        }
      }
    }
  }

  /**
   * Each ping has been answered, by the server and also while the stream is paused, which stops no
   * pings. Who does not read the answers is not read from at all.
   */
  private void choke() {
    if (!choked && isFull()) {
      choked = true;
      adjust();
      if (!closing) {
        cutOffAfter(
            SLOWEST_READER,
            () -> {
              meters.refused(HubError.REQUEST_TIMEOUT);
              closing = true;
              cut();
            });
      }
    }
  }

  private void drained() {
    if (choked) {
      choked = false;
      adjust();
      if (!closing) {
        keep();
      }
    }
    drained.handle(null);
  }

  /**
   * A paused socket would go on reading, for a number of frames that says nothing of their size.
   */
  private void adjust() {
    connection().channel().config().setAutoRead(!choked && !paused);
  }

  private ChannelHandlerContext connection() {
    return ((WebSocketInternal) socket).channelHandlerContext();
  }

  /** What arrived is no frame, or one that cannot be taken. */
  void broken(HubError why, WebSocketCloseStatus status) {
    refuse(why, status, LAST_WORD);
  }

  private void refuse(HubError why, WebSocketCloseStatus status, Duration within) {
    if (!closing) {
      meters.refused(why);
      close(status, within);
    }
  }

  /** Says so and ends the connection when the peer has answered, or has not for a while. */
  void close() {
    close(WebSocketCloseStatus.NORMAL_CLOSURE, CLOSE_WITHIN);
  }

  private void close(WebSocketCloseStatus status, Duration within) {
    if (!closing) {
      closing = true;
      keep();
      resume(); // the answer to the close stands behind what was not read
      socket.close((short) status.code(), status.reasonText());
      cutOffAfter(within, this::cut);
    }
  }

  /** A peer that does not read is not told: what is to be said would wait for ever. */
  private void cut() {
    connection().close();
  }

  private void cutOffAfter(Duration delay, Runnable step) {
    cutOff = vertx.setTimer(delay.toMillis(), id -> step.run());
  }

  private void keep() {
    vertx.cancelTimer(cutOff);
  }

  private void ended() {
    closing = true;
    keep();
    gone.handle(null);
  }

  /** Called once, when the connection has ended. */
  void goneHandler(Handler<Void> handler) {
    gone = handler;
  }

  @Override
  public Future<Void> write(Buffer data) {
    if (closing || socket.isClosed()) {
      return Future.failedFuture("The WebSocket is closed.");
    }
    Future<Void> written = Future.succeededFuture();
    for (int at = 0; at < data.length(); at += LARGEST_SENT) {
      int end = Math.min(data.length(), at + LARGEST_SENT);
      written = socket.writeFinalBinaryFrame(data.slice(at, end));
    }
    return written;
  }

  @Override
  public Future<Void> end() {
    close();
    return Future.succeededFuture();
  }

  @Override
  public boolean writeQueueFull() {
    return !closing && isFull();
  }

  private boolean isFull() {
    return !socket.isClosed() && socket.writeQueueFull();
  }

  @Override
  public WebSocketStream setWriteQueueMaxSize(int bytes) {
    socket.setWriteQueueMaxSize(bytes);
    return this;
  }

  @Override
  public WebSocketStream drainHandler(Handler<Void> handler) {
    drained = handler == null ? ignored -> {} : handler;
    return this;
  }

  @Override
  public WebSocketStream handler(Handler<Buffer> handler) {
    received = handler == null ? bytes -> {} : handler;
    return this;
  }

  @Override
  public WebSocketStream pause() {
    paused = true;
    adjust();
    socket.pause();
    return this;
  }

  @Override
  public WebSocketStream resume() {
    paused = false;
    adjust();
    socket.resume();
    return this;
  }

  @Override
  public WebSocketStream fetch(long amount) {
    socket.fetch(amount);
    return this;
  }

  /** Every failure ends the connection, of which the handler of that is told. */
  @Override
  public WebSocketStream exceptionHandler(Handler<Throwable> handler) {
    return this;
  }

  @Override
  public WebSocketStream endHandler(Handler<Void> handler) {
    return this;
  }
}
