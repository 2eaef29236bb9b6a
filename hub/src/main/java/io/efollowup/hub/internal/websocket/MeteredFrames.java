package io.efollowup.hub.internal.websocket;

import io.efollowup.hub.internal.ByteBudget;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;

/**
 * Reads frames. A frame is kept until all of it has arrived, and anybody may send the beginning of
 * a large one before showing a token; so what is kept counts against the budget of all doors. A
 * frame for which there is no room ends its connection.
 */
final class MeteredFrames extends WebSocket13FrameDecoder {
  private final ByteBudget budget;
  private int counted;

  MeteredFrames(WebSocketDecoderConfig config, ByteBudget budget) {
    super(config);
    this.budget = budget;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    super.channelRead(ctx, message);
    int kept = ctx.isRemoved() ? 0 : actualReadableBytes();
    if (kept < counted) {
      release(counted - kept);
    } else if (kept > counted) {
      reserve(ctx, kept - counted);
    }
  }

  private void reserve(ChannelHandlerContext ctx, int more) {
    if (budget.reserve(more)) {
      counted += more;
    } else {
      ctx.fireExceptionCaught(
          new CorruptedWebSocketFrameException(
              WebSocketCloseStatus.TRY_AGAIN_LATER, "Too much arrives at present."));
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
