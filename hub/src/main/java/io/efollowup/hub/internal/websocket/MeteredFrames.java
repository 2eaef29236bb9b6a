package io.efollowup.hub.internal.websocket;

import io.efollowup.hub.internal.ByteBudget;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;

/**
 * Reads frames. A frame is kept until all of it has arrived, and anybody may send the beginning of
 * a large one before showing a token; so what is kept counts against the budget of all doors. A
 * frame for which there is no room ends its connection.
 */
final class MeteredFrames extends WebSocket13FrameDecoder {
  private final ByteBudget budget;
  private final Consumer<CorruptedWebSocketFrameException> broken;
  private int counted;
  private boolean full;

  /**
   * @param broken told, instead of the connection, why no more can be read: what is to be said of
   *     it has to leave before the connection ends
   */
  MeteredFrames(
      WebSocketDecoderConfig config,
      ByteBudget budget,
      Consumer<CorruptedWebSocketFrameException> broken) {
    super(config);
    this.budget = budget;
    this.broken = broken;
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

  private void reserve(int more) {
    if (budget.reserve(more)) {
      counted += more;
    } else {
      full = true;
      broken.accept(
          new CorruptedWebSocketFrameException(
              WebSocketCloseStatus.TRY_AGAIN_LATER, "Too much arrives at present."));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
    if (cause instanceof CorruptedWebSocketFrameException corrupt) {
      broken.accept(corrupt);
    } else {
      super.exceptionCaught(ctx, cause);
    }
  }

  private void release(int bytes) {
    budget.release(bytes);
    counted -= bytes;
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    release(counted);
  }
}
