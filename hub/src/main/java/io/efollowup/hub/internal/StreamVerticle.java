package io.efollowup.hub.internal;

import io.efollowup.hub.internal.guard.Door;
import io.efollowup.hub.internal.guard.Origin;
import io.efollowup.vault.TlsIdentity;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One event loop's share of a door that carries a protocol over TLS. Instances of one deployment
 * share the port.
 */
public final class StreamVerticle extends VerticleBase {
  private static final long SHUTDOWN_SECONDS = 3;

  /** Makes the protocol of one event loop. */
  public interface Maker {
    StreamProtocol make(Vertx vertx, Context context, HubServices services);
  }

  private final Door door;
  private final int port;
  private final Maker maker;
  private final HubServices services;
  private final TlsIdentity tls;
  private final AtomicInteger bound;
  private StreamProtocol protocol;
  private NetServer server;

  /**
   * @param port 0 for any
   * @param bound told the port that is bound
   */
  public StreamVerticle(
      Door door,
      int port,
      Maker maker,
      HubServices services,
      TlsIdentity tls,
      AtomicInteger bound) {
    this.door = door;
    this.port = port;
    this.maker = maker;
    this.services = services;
    this.tls = tls;
    this.bound = bound;
  }

  @Override
  public Future<?> start() {
    protocol = maker.make(vertx, context, services);
    server = vertx.createNetServer(serverOptions()).connectHandler(this::accept);
    return server.listen().onSuccess(listening -> bound.set(listening.actualPort()));
  }

  /** Tells every peer, and gives what is being said a moment. */
  @Override
  public Future<?> stop() {
    protocol.shutDown();
    return server.shutdown(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }

  private NetServerOptions serverOptions() {
    NetServerOptions options = new NetServerOptions();
    DoorOptions.put(options, door, port, services, tls);
    return options;
  }

  private void accept(NetSocket socket) {
    StreamProtocol.Peer peer =
        protocol.accept(
            Origin.of(socket.remoteAddress()), socket, socket, () -> SocketEnd.of(vertx, socket));
    socket.handler(peer::received);
    socket.closeHandler(closed -> peer.gone());
  }
}
