package io.efollowup.hub.internal.http;

import io.efollowup.hub.HubError;
import io.efollowup.hub.internal.HubMeters;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The heads of HTTP/1 requests that are still arriving at one event loop, oldest first, so that
 * none takes for ever: one byte now and then would keep the idle time-out away. The server tells of
 * a request only when its head is complete, so this looks at what goes into its decoder and what
 * comes out. Used by that event loop only.
 */
final class Heads {
  private final Duration longest;
  private final HubMeters meters;
  private final Consumer<HttpConnection> late;
  private final Set<Head> arriving = new LinkedHashSet<>();

  /**
   * @param late told of a connection before it is closed because a head took too long
   */
  Heads(Duration longest, HubMeters meters, Consumer<HttpConnection> late) {
    this.longest = longest;
    this.meters = meters;
    this.late = late;
  }

  /** Watches a connection that has just been made. */
  void watch(HttpConnection connection) {
    ChannelPipeline pipeline =
        ((HttpServerConnection) connection).channelHandlerContext().pipeline();
    ChannelHandlerContext decoder = pipeline.context(HttpRequestDecoder.class);
    if (decoder != null) {
      Head head = new Head(connection);
      pipeline.addBefore(decoder.name(), "head", head);
      pipeline.addAfter(decoder.name(), "requests", new Requests(head));
    }
  }

  /** The connection speaks HTTP no more: neither heads nor silence are of interest. */
  static void leave(ChannelPipeline pipeline) {
    pipeline.remove(Head.class);
    pipeline.remove(Requests.class);
    pipeline.remove(IdleStateHandler.class);
  }

  /** Ends the connections whose head began too long ago. */
  void expire(long nowNanos) {
    for (Head head : List.copyOf(arriving)) {
      if (nowNanos - head.beganNanos <= longest.toNanos()) {
        return; // the rest is younger
      }
      meters.refused(HubError.REQUEST_TIMEOUT);
      late.accept(head.visitor);
      head.connection.close();
    }
  }

  /** What is between two requests, or within one, of a connection. */
  private final class Head extends ChannelInboundHandlerAdapter {
    private final HttpConnection visitor;
    private ChannelHandlerContext connection;
    private boolean begun;
    private boolean within;
    private long beganNanos;

    Head(HttpConnection visitor) {
      this.visitor = visitor;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      connection = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      begun = !within;
      ctx.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      if (begun && !arriving.contains(this)) {
        beganNanos = System.nanoTime();
        arriving.add(this);
      }
      ctx.fireChannelReadComplete();
    }

    private void complete() {
      begun = false;
      within = true;
      arriving.remove(this);
    }

    private void ended() {
      within = false;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
      arriving.remove(this);
    }
  }

  /**
   * Tells the head before the decoder what has come out of it. A frame comes out while a request is
   * still being answered when the client did not wait for the answer: it would be lost, so the
   * connection ends.
   */
  private final class Requests extends ChannelInboundHandlerAdapter {
    private final Head head;

    Requests(Head head) {
      this.head = head;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof WebSocketFrame early) {
        early.release();
        meters.refused(HubError.MALFORMED_REQUEST);
        ctx.close();
        return;
      }
      if (message instanceof HttpRequest) {
        head.complete();
      }
      if (message instanceof LastHttpContent) {
        head.ended();
      }
      ctx.fireChannelRead(message);
    }
  }
}
