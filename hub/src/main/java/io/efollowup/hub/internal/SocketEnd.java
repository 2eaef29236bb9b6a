package io.efollowup.hub.internal;

import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/**
 * The end of a TCP connection: after what was written, and for certain soon, for a peer that does
 * not read would keep an orderly close waiting for ever.
 */
public final class SocketEnd {
  private static final long WITHIN_MILLIS = 2_000;

  private SocketEnd() {}

  /** Ends it; to be called on its event loop. */
  public static void of(Vertx vertx, NetSocket socket) {
    long cut =
        vertx.setTimer(
            WITHIN_MILLIS, late -> ((NetSocketInternal) socket).channelHandlerContext().close());
    socket.close().onComplete(closed -> vertx.cancelTimer(cut));
  }
}
