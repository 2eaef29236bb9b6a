package io.efollowup.hub.internal.guard;

import io.efollowup.hub.HubError;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;

/**
 * TLS of one connection. What the peer says first is held back, and nothing more is read, until the
 * doorkeeper gives the handshake its turn; a peer that does not get on with it is cut off. On the
 * connection's event loop.
 */
final class DoorTlsHandler extends SslHandler {
  private static final int HANDSHAKE_RECORD = 22;
  private static final int RECORD_LENGTH = 3;
  private static final int RECORD_HEADER = 5;
  private static final long TURN_SECONDS = 1;

  private final Door door;
  private final Doorkeeper keeper;
  private final HandshakeClock clock;
  private Optional<Doorkeeper.Visit> visit = Optional.empty();
  private Optional<ByteBuf> held = Optional.empty();
  private Future<?> deadline;
  private boolean asked;
  private boolean begun;

  DoorTlsHandler(
      SSLEngine engine,
      boolean startTls,
      Executor tasks,
      Door door,
      Doorkeeper keeper,
      HandshakeClock clock) {
    super(engine, startTls, tasks);
    this.door = door;
    this.keeper = keeper;
    this.clock = clock;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) throws Exception {
    setHandshakeTimeoutMillis(0); // the deadlines here do not count what it waits for its turn
    super.handlerAdded(context);
    visit = keeper.arrive(door, Origin.of(context.channel().remoteAddress()));
    if (visit.isEmpty()) {
      context.close();
      return;
    }
    expect(context, clock.silence());
    context.channel().closeFuture().addListener(closed -> left());
    handshakeFuture().addListener(finished -> finished());
  }

  private void expect(ChannelHandlerContext context, Duration within) {
    deadline =
        context.executor().schedule(() -> late(context), within.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void late(ChannelHandlerContext context) {
    if (!handshakeFuture().isDone()) {
      keeper.refused(HubError.HANDSHAKE_TIMEOUT);
      context.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
    if (begun) {
      super.channelRead(context, bytes);
    } else if (visit.isEmpty() || !(bytes instanceof ByteBuf first)) {
      ReferenceCountUtil.release(bytes);
    } else {
      hold(context, first);
    }
  }

  private void hold(ChannelHandlerContext context, ByteBuf bytes) {
    held = Optional.of(held.map(earlier -> join(context, earlier, bytes)).orElse(bytes));
    if (!asked && isWhole(held.get())) {
      asked = true;
      deadline.cancel(false);
      context.channel().config().setAutoRead(false);
      visit.orElseThrow().handshake(go -> context.executor().execute(() -> decided(context, go)));
    }
  }

  /** Whether a TLS record is there, or what can never become one of a handshake. */
  private static boolean isWhole(ByteBuf bytes) {
    int at = bytes.readerIndex();
    return bytes.readableBytes() > 0 && bytes.getByte(at) != HANDSHAKE_RECORD
        || bytes.readableBytes() >= RECORD_HEADER
            && bytes.readableBytes() >= RECORD_HEADER + bytes.getUnsignedShort(at + RECORD_LENGTH);
  }

  private static ByteBuf join(ChannelHandlerContext context, ByteBuf earlier, ByteBuf later) {
    ByteBuf both = context.alloc().buffer(earlier.readableBytes() + later.readableBytes());
    both.writeBytes(earlier).writeBytes(later);
    earlier.release();
    later.release();
    return both;
  }

  private void decided(ChannelHandlerContext context, boolean go) {
    if (!go || !context.channel().isActive()) {
      context.close();
      return;
    }
    begun = true;
    expect(context, clock.work());
    // A turn is for the processor's work: a peer that falls silent within gives its place back.
    context.executor().schedule(this::finishTurn, TURN_SECONDS, TimeUnit.SECONDS);
    context.channel().config().setAutoRead(true);
    ByteBuf bytes = held.orElseThrow();
    held = Optional.empty();
    try {
      super.channelRead(context, bytes);
      super.channelReadComplete(context);
    } catch (Exception e) {
      context.fireExceptionCaught(e);
      context.close();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    if (begun) {
      super.channelReadComplete(context); // before, it would read on
    }
  }

  private void finished() {
    deadline.cancel(false);
    finishTurn();
  }

  private void finishTurn() {
    visit.ifPresent(Doorkeeper.Visit::done);
  }

  private void left() {
    deadline.cancel(false);
    held.ifPresent(ByteBuf::release);
    held = Optional.empty();
    visit.ifPresent(Doorkeeper.Visit::leave);
  }
}
