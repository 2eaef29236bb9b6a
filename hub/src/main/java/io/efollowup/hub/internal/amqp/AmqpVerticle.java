package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubOptions;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.SocketEnd;
import io.efollowup.hub.internal.StreamProtocol;
import io.efollowup.hub.internal.guard.Door;
import io.efollowup.hub.internal.guard.Origin;
import io.efollowup.vault.TlsIdentity;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One event loop's share of the AMQP door. Instances of one deployment share the port. */
final class AmqpVerticle extends VerticleBase {
  private static final long SHUTDOWN_SECONDS = 3;

  private final HubServices services;
  private final TlsIdentity tls;
  private final AtomicInteger port;
  private AmqpPeers peers;
  private NetServer server;

  /**
   * @param port the one that is bound
   */
  AmqpVerticle(HubServices services, TlsIdentity tls, AtomicInteger port) {
    this.services = services;
    this.tls = tls;
    this.port = port;
  }

  @Override
  public Future<?> start() {
    peers = new AmqpPeers(vertx, context, services);
    server = vertx.createNetServer(serverOptions(services.options())).connectHandler(this::accept);
    return server.listen().onSuccess(bound -> port.set(bound.actualPort()));
  }

  /** Tells every peer, and gives what is being said a moment. */
  @Override
  public Future<?> stop() {
    peers.shutDown();
    return server.shutdown(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }

  private NetServerOptions serverOptions(HubOptions options) {
    NetServerOptions server = new NetServerOptions();
    server.setHost(options.bindAddress());
    // A negative port is "any", the same for all instances of a deployment.
    server.setPort(options.amqpsPort() == 0 ? -2 : options.amqpsPort());
    server.setSsl(true);
    server.setKeyCertOptions(KeyCertOptions.wrap(tls.keyManager()));
    server.setEnabledSecureTransportProtocols(new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2")));
    services.guard().watch(Door.AMQPS, server);
    server.setTcpNoDelay(true);
    server.setReuseAddress(true);
    return server;
  }

  private void accept(NetSocket socket) {
    StreamProtocol.Peer peer =
        peers.accept(
            Origin.of(socket.remoteAddress()), socket, socket, () -> SocketEnd.of(vertx, socket));
    socket.handler(peer::received);
    socket.closeHandler(closed -> peer.gone());
  }
}
