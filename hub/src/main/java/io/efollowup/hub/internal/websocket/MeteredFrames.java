package io.efollowup.hub.internal.websocket;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Holding;
import io.efollowup.hub.internal.Owner;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/**
 * Reads frames. A frame is kept until all of it has arrived, and anybody may send the beginning of
 * a large one before showing a token; so what is kept counts against the budget of all doors, and
 * is little before a token was accepted. A frame for which there is no room ends its connection.
 */
final class MeteredFrames extends WebSocket13FrameDecoder {
  /** A CONNECT of MQTT with its token, or what AMQP says before one. */
  private static final int LARGEST_UNPROVED = 24 * 1024;

  private final Holding holding;
  private final Listener listener;
  private int counted;
  private boolean proved;
  private boolean full;

  /** Who is told, instead of the connection: what is to be said has to leave before that ends. */
  interface Listener {
    /** No more can be read. */
    void refused(HubError why, WebSocketCloseStatus status);
  }

  /**
   * @param holding where what is kept counts; the frames' own
   */
  MeteredFrames(WebSocketDecoderConfig config, Holding holding, Listener listener) {
    super(config);
    this.holding = holding;
    this.listener = listener;
  }

  /**
   * Takes the place of the server's own reader of frames.
   *
   * @return false when that has gone, with its connection: then nothing is held here either
   */
  boolean enter(ChannelPipeline pipeline) {
    if (pipeline.get(WebSocket13FrameDecoder.class) == null) {
      holding.close();
      return false;
    }
    pipeline.replace(WebSocket13FrameDecoder.class, "frames", this);
    return true;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    if (full) {
      ReferenceCountUtil.release(message);
      return;
    }
    super.channelRead(ctx, message);
    int kept = ctx.isRemoved() ? 0 : actualReadableBytes();
    if (kept < counted) {
      release(counted - kept);
    } else if (kept > counted) {
      reserve(kept - counted);
    }
  }

  /** The peer has proved who it is. */
  void proved(Owner whose) {
    proved = true;
    holding.moveTo(whose);
  }

  private void reserve(int more) {
    if (!proved && counted + more > LARGEST_UNPROVED) {
      refuse(
          HubError.MESSAGE_TOO_LARGE,
          WebSocketCloseStatus.MESSAGE_TOO_BIG,
          "The frame is larger than %d bytes, before a token.".formatted(LARGEST_UNPROVED));
      return;
    }
    Optional<HubException> why = holding.add(more);
    if (why.isEmpty()) {
      counted += more;
    } else {
      refuse(why.get().error(), WebSocketCloseStatus.TRY_AGAIN_LATER, why.get().getMessage());
    }
  }

  private void refuse(HubError error, WebSocketCloseStatus status, String why) {
    full = true;
    listener.refused(error, new WebSocketCloseStatus(status.code(), why));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
    if (cause instanceof CorruptedWebSocketFrameException corrupt) {
      WebSocketCloseStatus status = corrupt.closeStatus();
      listener.refused(
          status == WebSocketCloseStatus.MESSAGE_TOO_BIG
              ? HubError.MESSAGE_TOO_LARGE
              : HubError.MALFORMED_REQUEST,
          status);
    } else {
      super.exceptionCaught(ctx, cause);
    }
  }

  private void release(int bytes) {
    holding.remove(bytes);
    counted -= bytes;
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    release(counted);
    holding.close();
  }
}
