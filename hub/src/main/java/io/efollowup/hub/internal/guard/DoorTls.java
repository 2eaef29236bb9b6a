package io.efollowup.hub.internal.guard;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** TLS of the JDK, for a server each of whose connections the doorkeeper sees first. */
final class DoorTls extends SSLEngineOptions {
  private final Door door;
  private final Doorkeeper keeper;
  private final HandshakeClock clock;

  DoorTls(Door door, Doorkeeper keeper, HandshakeClock clock) {
    this.door = door;
    this.keeper = keeper;
    this.clock = clock;
  }

  @Override
  public SSLEngineOptions copy() {
    return new DoorTls(door, keeper, clock);
  }

  @Override
  public SslContextFactory sslContextFactory() {
    return new DefaultSslContextFactory(SslProvider.JDK, true) {
      @Override
      public SslContext create() throws SSLException {
        return new Guarded(super.create());
      }
    };
  }

  private final class Guarded extends DelegatingSslContext {
    Guarded(SslContext context) {
      super(context);
    }

    @Override
    protected void initEngine(SSLEngine engine) {
      // Nothing to add: the server's options have set it up.
    }

    @Override
    protected SslHandler newHandler(ByteBufAllocator buffers, boolean startTls, Executor tasks) {
      return new DoorTlsHandler(newEngine(buffers), startTls, tasks, door, keeper, clock);
    }

    @Override
    protected SslHandler newHandler(
        ByteBufAllocator buffers, String host, int port, boolean startTls, Executor tasks) {
      return new DoorTlsHandler(
          newEngine(buffers, host, port), startTls, tasks, door, keeper, clock);
    }
  }
}
