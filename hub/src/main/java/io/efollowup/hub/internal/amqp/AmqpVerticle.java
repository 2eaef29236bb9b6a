package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubOptions;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.StreamProtocol;
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
  private static final long HANDSHAKE_SECONDS = 10;

  private final HubServices services;
  private final TlsIdentity tls;
  private final AtomicInteger port;
  private final AtomicInteger connections;
  private AmqpPeers peers;
  private NetServer server;

  /**
   * @param port the one that is bound
   * @param connections open at present, over all instances
   */
  AmqpVerticle(
      HubServices services, TlsIdentity tls, AtomicInteger port, AtomicInteger connections) {
    this.services = services;
    this.tls = tls;
    this.port = port;
    this.connections = connections;
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
    server.setSslHandshakeTimeout(HANDSHAKE_SECONDS).setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
    server.setTcpNoDelay(true);
    server.setReuseAddress(true);
    return server;
  }

  private void accept(NetSocket socket) {
    if (connections.incrementAndGet() > services.options().maxConnections()) {
      connections.decrementAndGet();
      services.meters().refused(HubError.OVERLOADED);
      socket.close();
      return;
    }
    StreamProtocol.Peer peer = peers.accept(socket, socket, socket::close);
    socket.handler(peer::received);
    socket.closeHandler(
        closed -> {
          connections.decrementAndGet();
          peer.gone();
        });
  }
}
